/**
 * How a page that nobody is signed in to speaks of the children of one letter: each by the first letter of the name, or
 * by as many more as tell brothers and sisters apart. Children with one and the same name are numbered.
 * @param names first names by pupil
 */
export function initialsOf(names: ReadonlyMap<number, string>): Map<number, string> {
  const told = [...names].map(([pupilId, name]) => {
    const letters = [...name];
    const others = [...names].filter(([id]) => id !== pupilId).map(([, other]) => other);
    const apart = letters.findIndex((_, at) => {
      const start = letters.slice(0, at + 1).join("");
      return others.every((other) => !other.startsWith(start));
    });
    const twins = [...names].filter(([, other]) => other === name);
    const number = twins.length > 1 ? ` (${1 + twins.findIndex(([id]) => id === pupilId)})` : "";
    const shown = letters.slice(0, apart === -1 ? letters.length : apart + 1).join("");
    return [pupilId, `${shown}${shown.length < name.length ? "." : ""}${number}`] as const;
  });
  return new Map(told);
}
