import { byDate, isBefore } from "#app/calendar/day.ts";
import { hasBegun, type Moment } from "../moment.ts";
import type { RecoverySession } from "../session.ts";
import type { MessageKind } from "./letter.ts";

/** Where one pupil stands with one session: the newest step of the place, the newest answer, what was written. */
export type FamilyStanding = {
  pupilId: number;
  place: {
    step: "booked" | "waiting" | "released" | "declined";
    at: Temporal.Instant;
    fromWaitingList: boolean;
  } | null;
  answer: "yes" | "no" | null;
  /** When each kind of message was last put on record. */
  written: Partial<Record<MessageKind, Temporal.Instant>>;
};

type Session = Pick<RecoverySession, "date" | "startsAt" | "endsAt" | "cancelled">;

/** School days before a session on which the reminder goes out. */
const remindSchoolDaysBefore = 2;

/** Is the session no more than two school days away, today counted? Without a calendar, two days of the week. */
export function isTimeToRemind(
  date: Temporal.PlainDate,
  today: Temporal.PlainDate,
  schoolDays: readonly Temporal.PlainDate[],
): boolean {
  const left = schoolDays.filter((day) => !isBefore(day, today) && isBefore(day, date)).length;
  const near = today.until(date).days;
  return (
    near >= 0 && near <= 14 && (left > 0 ? left <= remindSchoolDaysBefore : near <= remindSchoolDaysBefore)
  );
}

const dayOf = (at: Temporal.Instant, timeZone: string) => at.toZonedDateTimeISO(timeZone).toPlainDate();

/**
 * What a family must be written next about a session, or null. Nothing goes to who said no, nothing about a session
 * that has begun, and nothing but the cancellation about one that is cancelled. Whoever heard from us today, or got
 * the place today, is not reminded the same day.
 */
export function dueMessage(
  session: Session,
  family: FamilyStanding,
  now: Moment & { timeZone: string; schoolDays: readonly Temporal.PlainDate[] },
): MessageKind | null {
  const { place, answer, written } = family;
  if (hasBegun(session, now)) return null;
  const holds = place?.step === "booked";
  if (session.cancelled !== null)
    return (holds || place?.step === "waiting") && written.cancellation === undefined ? "cancellation" : null;
  if (answer === "no" || place?.step === "declined") return null;
  const heard = (kind: MessageKind) =>
    written[kind] !== undefined && place !== null && Temporal.Instant.compare(written[kind], place.at) >= 0;
  if (holds && place.fromWaitingList && !heard("place")) return "place";
  if (written.reminder !== undefined || !isTimeToRemind(session.date, now.today, now.schoolDays)) return null;
  const last = [place?.at, ...Object.values(written)]
    .flatMap((at) => (at === undefined ? [] : [dayOf(at, now.timeZone)]))
    .toSorted(byDate)
    .at(-1);
  if (last !== undefined && !isBefore(last, now.today)) return null;
  const open = written.invitation !== undefined && answer === null && place === null;
  return holds || open ? "reminder" : null;
}

/** Why a message on record is not sent any more, in words for staff; null when it should go. */
export function whyNotSent(
  session: Session,
  kind: MessageKind,
  { place, answer }: Pick<FamilyStanding, "place" | "answer">,
  now: Moment,
): string | null {
  if (hasBegun(session, now)) return "the session had begun";
  if (kind === "cancellation") return null;
  if (session.cancelled !== null) return "the session was cancelled";
  if (answer === "no" || place?.step === "declined") return "the family said no meanwhile";
  if (kind === "place") return place?.step === "booked" ? null : "the place was given back meanwhile";
  return answer === "yes" && place?.step !== "booked" ? "the family answered meanwhile" : null;
}
