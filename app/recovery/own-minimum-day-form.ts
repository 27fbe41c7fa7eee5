import { isAfter, isBefore, parseDay } from "#app/calendar/day.ts";
import type { OwnMinimumDay } from "./own-minimum-day.ts";

/** Eight hours: no minimum day of the law is longer, and none of a pupil's own should be. Minutes. */
export const longestMinimumDay = 480;
export const longestReason = 300;

/** What the office wants written down. */
export type MinimumDayWish = OwnMinimumDay & { reason: string };

/** The form as it was sent, or a sentence for each field that cannot be taken. */
export function readMinimumDay(
  values: Record<string, string[]>,
  today: Temporal.PlainDate,
): { ok: true; wish: MinimumDayWish } | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const sent = (name: string) => values[name]?.[0]?.trim() ?? "";
  const [own, written, reason] = [sent("own"), sent("minutes"), sent("reason")];
  const minutes = Number(written);
  if (own !== "yes" && own !== "no") errors.own = "Choose whether the pupil has a minimum day of their own.";
  else if (own === "no" && written !== "")
    errors.minutes = "Leave the minutes empty, or choose that the pupil has a minimum day of their own.";
  else if (own === "yes" && !(/^\d{1,4}$/.test(written) && minutes >= 1 && minutes <= longestMinimumDay))
    errors.minutes = `Enter whole minutes from 1 to ${longestMinimumDay}.`;
  const from = parseDay(sent("from"));
  if (!from.ok) errors.from = sent("from") === "" ? "Enter the first day on which it holds." : from.reason;
  else if (
    isBefore(from.value, today.subtract({ years: 20 })) ||
    isAfter(from.value, today.add({ years: 1 }))
  )
    errors.from = "Check the year: enter a day of the last 20 years, or within a year from today.";
  if (reason === "") errors.reason = "Say what it follows from. It is kept with the entry.";
  else if (reason.length > longestReason) errors.reason = `Keep the reason within ${longestReason} letters.`;
  if (Object.keys(errors).length > 0 || !from.ok) return { ok: false, errors };
  return { ok: true, wish: { from: from.value, minutes: own === "yes" ? minutes : null, reason } };
}
