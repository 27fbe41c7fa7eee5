import type { Children } from "./children.ts";
import type { DemoProblem } from "./sentence.ts";

/** Starts the Aeries stand-in beside the rest; resolves when it answers. */
export function startAeries(
  children: Children,
  given: { port: number; certificate: string; today: Temporal.PlainDate },
  onEnd: (problem: DemoProblem) => void,
): Promise<void> {
  const settings = { port: given.port, certificate: given.certificate, today: given.today };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return new Promise((up) => {
    children.start("aeries", ["sandbox/aeries/main.ts", ...words], process.env, {
      onLine: () => up(),
      onEnd,
    });
  });
}
