import { parseTime, spansOverlap, type TimeSpan } from "#app/calendar/bell.ts";
import { breakKinds, breakTrouble } from "../session-breaks.ts";
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
    const name = (part: string) => `break${part}.${line}`;
    const [what, starts, ends] = ["What", "Starts", "Ends"].map(
      (part) => values[name(part)]?.[0]?.trim() ?? "",
    ) as [string, string, string];
    if (!what && !starts && !ends) return [];
    const [startsAt, endsAt] = [parseTime(starts), parseTime(ends)];
    const kind = breakKinds.find((one) => one === what);
    if (kind === undefined) errors[name("What")] = "Choose what the break is for.";
    if (!startsAt.ok) errors[name("Starts")] = "Enter when the break starts, or leave its fields empty.";
    if (!endsAt.ok) errors[name("Ends")] = "Enter when the break ends.";
    if (kind === undefined || !startsAt.ok || !endsAt.ok) return [];
    const pause = { what: kind, startsAt: startsAt.value, endsAt: endsAt.value };
    if (pause.endsAt <= pause.startsAt)
      errors[name("Ends")] = "The break ends before it starts. Choose a later end.";
    else if (!times.some((time) => spansOverlap(time, pause)))
      errors[name("Starts")] = "No session is held at that time. Move the break into one, or leave it empty.";
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
