import { isAfter } from "#app/calendar/day.ts";
import { makeupCodeName } from "./makeup-code.ts";
import { writtenOn } from "./settings-by-day.ts";
import { makeupCodeInForce, type WrittenSetting } from "./settings-in-force.ts";

/** The code that make-ups of recovery have in Aeries on a day. */
export const makeupCodeOn = (history: readonly WrittenSetting[], on: Temporal.PlainDate): string =>
  makeupCodeInForce(writtenOn(history, on)).value;

/** Every code that was that of recovery on some day of a span: an older make-up keeps the code of its time. */
export function makeupCodesIn(
  history: readonly WrittenSetting[],
  { from, through }: { from: Temporal.PlainDate; through: Temporal.PlainDate },
): string[] {
  const changes = history
    .filter(({ name }) => name === makeupCodeName)
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((day) => isAfter(day, from) && !isAfter(day, through));
  return [...new Set([from, ...changes].map((day) => makeupCodeOn(history, day)))];
}
