import { z } from "zod";
import { formatTime, parseTime, type TimeSpan } from "#app/calendar/bell.ts";
import type { SessionBreak } from "./session.ts";
import { type BreakKind, breakKinds, breakTrouble } from "./session-breaks.ts";

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

/** The names of the fields of one break. */
type BreakNames = { what: string; starts: string; ends: string };

/** One line of a form as a break, or null: nothing stands there, or it cannot be taken and `errors` says what to do. */
export function readBreak(
  value: (name: string) => string | undefined,
  names: BreakNames,
  errors: Record<string, string>,
): (SessionBreak & { what: BreakKind }) | null {
  const kind = breakKinds.find((one) => one === value(names.what));
  const [starts, ends] = [value(names.starts), value(names.ends)];
  if (!starts && !ends && !value(names.what)) return null;
  const [startsAt, endsAt] = [parseTime(starts ?? ""), parseTime(ends ?? "")];
  if (kind === undefined) errors[names.what] = "Choose what the break is for.";
  if (!startsAt.ok) errors[names.starts] = "Enter when the break starts, or leave its fields empty.";
  if (!endsAt.ok) errors[names.ends] = "Enter when the break ends.";
  return kind !== undefined && startsAt.ok && endsAt.ok
    ? { startsAt: startsAt.value, endsAt: endsAt.value, what: kind }
    : null;
}

/** The breaks of a session; what cannot be taken gets a sentence in `errors`, by its field. */
export function readBreaks(fields: Fields & TimeSpan, errors: Record<string, string>): SessionBreak[] {
  const value = (name: string) => fields[name as keyof Fields];
  const breaks = breakRows.flatMap((row) => {
    const names = { what: `break${row}What`, starts: `break${row}Starts`, ends: `break${row}Ends` };
    return readBreak(value, names, errors) ?? [];
  });
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
