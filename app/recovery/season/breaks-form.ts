import { spansOverlap, type TimeSpan } from "#app/calendar/bell.ts";
import { readBreak } from "../breaks-form.ts";
import { breakTrouble } from "../session-breaks.ts";
import type { KeptPlan } from "./plan.ts";

/** Lines that the form of a season has for breaks. */
export const breakLines = [1, 2, 3] as const;

/**
 * The breaks of a season's sessions: each belongs to the sessions whose time it lies in. Errors by field are added,
 * each with what to do.
 */
export function readBreaks(
  values: Record<string, string[]>,
  times: readonly TimeSpan[],
  errors: Record<string, string>,
): KeptPlan["breaks"] {
  const breaks = breakLines.flatMap((line) => {
    const names = { what: `breakWhat.${line}`, starts: `breakStarts.${line}`, ends: `breakEnds.${line}` };
    const pause = readBreak((name) => values[name]?.[0]?.trim(), names, errors);
    if (pause === null) return [];
    if (pause.endsAt <= pause.startsAt)
      errors[names.ends] = "The break ends before it starts. Choose a later end.";
    else if (!times.some((time) => spansOverlap(time, pause)))
      errors[names.starts] = "No session is held at that time. Move the break into one, or leave it empty.";
    else return [{ line, pause }];
    return [];
  });
  for (const time of times) {
    const its = breaks.filter(({ pause }) => spansOverlap(time, pause));
    const trouble = breakTrouble(
      its.map(({ pause }) => pause),
      time,
    );
    if (its[0] && trouble !== null) errors[`breakStarts.${its.at(-1)!.line}`] ??= trouble;
  }
  return breaks.map(({ pause }) => pause);
}
