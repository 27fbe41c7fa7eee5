import { displayTime } from "#app/calendar/bell.ts";
import { displayDay } from "#app/calendar/day.ts";

/** A session before a sheet is taken over, or after: its places, and what holds its time and waits for a decision. */
export type SheetSessionNow = {
  id: number;
  date: Temporal.PlainDate;
  startsAt: number;
  subject: string;
  booked: number;
  capacity: number;
  holds: readonly { rule: string; reason: string }[];
};

/**
 * What a person should know before a sheet of times is taken over. Who was there cannot be refused, since it happened;
 * but a session over its ratio is held out of claims (AR-SES-7), and one over its places had no room for all of them.
 * What was so before is not said again.
 */
export function sheetConsequences(
  before: readonly SheetSessionNow[],
  after: readonly SheetSessionNow[],
): string[] {
  return after.flatMap((session) => {
    const was = before.find(({ id }) => id === session.id);
    const which = `${session.subject} on ${displayDay(session.date)}, ${displayTime(session.startsAt)}`;
    const crowded = session.booked > session.capacity && session.booked > (was?.booked ?? 0);
    const held = session.holds.filter(
      ({ rule, reason }) => !was?.holds.some((hold) => hold.rule === rule && hold.reason === reason),
    );
    return [
      ...(crowded
        ? [`${which}: ${session.booked} pupils would have a place, and there are ${session.capacity}.`]
        : []),
      ...held.map(
        ({ rule, reason }) =>
          `${which}: none of its time would be claimed until a person decides (${rule}). ${reason}`,
      ),
    ];
  });
}
