export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads variables one by one and collects a sentence for each that is wrong, so that all can be mended at once.
 * A variable that is set to nothing counts as not set.
 */
export function reader(env: Environment) {
  const problems: string[] = [];
  const text = (name: string) => env[name]?.trim() || null;
  const refuse = (problem: string) => {
    problems.push(problem);
  };

  function whole(name: string, fallback: number, least: number, most: number): number {
    const given = text(name);
    if (given === null) return fallback;
    const value = Number(given);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    refuse(`${name} must be a whole number from ${least} to ${most}.`);
    return fallback;
  }

  function oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const given = text(name);
    if (given === null) return fallback;
    const choice = choices.find((each) => each === given);
    if (!choice) refuse(`${name} must be one of ${choices.join(", ")}.`);
    return choice ?? fallback;
  }

  function url(name: string, protocols: readonly string[]): URL | null {
    const given = text(name);
    if (given === null) return null;
    const parsed = URL.canParse(given) ? new URL(given) : null;
    if (parsed && protocols.includes(parsed.protocol)) return parsed;
    refuse(
      `${name} must be an address that starts with ${protocols.map((each) => `${each}//`).join(" or ")}.`,
    );
    return null;
  }

  return { problems, text, refuse, whole, oneOf, url };
}

export type Reader = ReturnType<typeof reader>;
