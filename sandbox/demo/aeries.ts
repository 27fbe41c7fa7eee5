import type { Children } from "./children.ts";
import type { DemoProblem } from "./sentence.ts";

/** Starts the Aeries stand-in beside the rest, its clock at `now`; resolves when it answers. */
export function startAeries(
  children: Children,
  given: { port: number; certificate: string; now: Temporal.PlainDateTime },
  onEnd: (problem: DemoProblem) => void,
): Promise<void> {
  const { port, certificate, now } = given;
  const settings = { port, certificate, today: now.toPlainDate(), time: now.toPlainTime() };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return new Promise((up) => {
    children.start("aeries", ["sandbox/aeries/main.ts", ...words], process.env, {
      onLine: () => up(),
      onEnd,
    });
  });
}
