import { weekdayOf } from "#app/calendar/day.ts";

/** What Aeries holds of a comment on an absence (ATT.ACO). */
export const longestComment = 50;

/** "10/17/2026", as Aeries and its users write a day. */
export const slashedDay = (date: Temporal.PlainDate): string => `${date.month}/${date.day}/${date.year}`;

/**
 * The comment that goes with a make-up: "AR Sat Math 10/17/2026", at most 50 characters. The subject is cut to fit;
 * without one (the sessions were at another school) it is left out.
 * @param subjects of the sessions that earned the day, the one on its date first
 */
export function makeupComment(earnedDate: Temporal.PlainDate, subjects: readonly string[]): string {
  const start = `AR ${weekdayOf(earnedDate).slice(0, 3)}`;
  const end = slashedDay(earnedDate);
  const words = [...new Set(subjects.map(plain).filter(Boolean))];
  const more = words.length > 1 ? ` +${words.length - 1}` : "";
  const room = longestComment - start.length - end.length - more.length - 2;
  const subject = (words[0] ?? "").slice(0, room).trimEnd();
  return [start, subject && `${subject}${more}`, end].filter(Boolean).join(" ");
}

/** Aeries drops quotes and angle brackets from text; letters with marks and line ends do not survive every import. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/["<>]|[^\x20-\x7e]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
