import { z } from "zod";
import { formatTime, parseTime, type TimeSpan } from "#app/calendar/bell.ts";
import type { SessionBreak } from "./session.ts";
import { breakKinds, breakTrouble } from "./session-breaks.ts";

/** How many breaks a form has room for. */
export const breakRows = [1, 2] as const;

const maybe = z.string().trim().optional();

/** The fields of the breaks, as forms send them. */
export const breakFields = {
  break1Starts: maybe,
  break1Ends: maybe,
  break1What: maybe,
  break2Starts: maybe,
  break2Ends: maybe,
  break2What: maybe,
};
type Fields = z.output<z.ZodObject<typeof breakFields>>;

/** The breaks of a session; what cannot be taken gets a sentence in `errors`, by its field. */
export function readBreaks(fields: Fields & TimeSpan, errors: Record<string, string>): SessionBreak[] {
  const breaks: SessionBreak[] = [];
  for (const row of breakRows) {
    const [starts, ends, what] = [
      fields[`break${row}Starts`],
      fields[`break${row}Ends`],
      fields[`break${row}What`],
    ];
    if (!starts && !ends && !what) continue;
    const [startsAt, endsAt] = [parseTime(starts ?? ""), parseTime(ends ?? "")];
    if (!startsAt.ok) errors[`break${row}Starts`] = "Enter when the break starts, or leave its fields empty.";
    else if (!endsAt.ok) errors[`break${row}Ends`] = "Enter when the break ends.";
    else if (!breakKinds.some((kind) => kind === what))
      errors[`break${row}What`] = "Choose what the break is for.";
    else breaks.push({ startsAt: startsAt.value, endsAt: endsAt.value, what: what! });
  }
  const trouble = breakTrouble(breaks, fields);
  if (trouble !== null) errors.break1Starts ??= trouble;
  return breaks;
}

/** Breaks as the fields of a form write them. */
export const writtenBreaks = (breaks: readonly SessionBreak[]): Record<string, string> =>
  Object.fromEntries(
    breaks.slice(0, breakRows.length).flatMap(({ startsAt, endsAt, what }, at) => [
      [`break${at + 1}Starts`, formatTime(startsAt)],
      [`break${at + 1}Ends`, formatTime(endsAt)],
      [`break${at + 1}What`, what],
    ]),
  );
