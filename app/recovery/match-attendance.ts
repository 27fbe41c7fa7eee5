import { displayTime } from "#app/calendar/bell.ts";
import { displayDay } from "#app/calendar/day.ts";
import type { SheetStay } from "./sheet-attendance.ts";
import type { RowError } from "./sheet-reply.ts";

/** A session that a sheet may speak of. */
export type SheetSession = {
  id: number;
  date: Temporal.PlainDate;
  startsAt: number;
  endsAt: number;
  subject: string;
  cancelled: string | null;
  attestedAt: Temporal.Instant | null;
};

/** A row with the pupil and the session that it is about. */
export type MatchedStay = { row: number; pupilId: number; sessionId: number; inAt: number; outAt: number };

/** Ties rows of a sheet to pupils and sessions; a row that fits none, or overlaps another, is named with what to do. */
export function matchAttendance(
  stays: readonly SheetStay[],
  facts: { pupils: readonly { pupilId: number; studentNumber: number }[]; sessions: readonly SheetSession[] },
): { matched: MatchedStay[]; errors: RowError[] } {
  const byId = new Map(facts.pupils.map((pupil) => [pupil.pupilId, pupil.pupilId]));
  const byNumber = new Map(facts.pupils.map((pupil) => [pupil.studentNumber, pupil.pupilId]));
  const matched: MatchedStay[] = [];
  const errors: RowError[] = [];
  const times = new Map<string, SheetStay[]>();
  for (const stay of stays) {
    const { row, pupil } = stay;
    const no = (sentence: string) => errors.push({ row, sentence });
    const pupilId = "id" in pupil ? byId.get(pupil.id) : byNumber.get(pupil.number);
    if (pupilId === undefined) {
      no(
        "id" in pupil
          ? `No pupil of this school has the ID ${pupil.id}. Check it, or leave the row out.`
          : `No pupil of this school has the number ${pupil.number}. Check it, or leave the row out.`,
      );
      continue;
    }
    const key = `${pupilId} ${stay.date}`;
    const overlap = times.get(key)?.find((other) => other.inAt < stay.outAt && stay.inAt < other.outAt);
    times.set(key, [...(times.get(key) ?? []), stay]);
    if (overlap) {
      no(`This overlaps row ${overlap.row}, of the same pupil and day. Correct the times of one of them.`);
      continue;
    }
    const session = sessionOf(stay, facts.sessions);
    if (typeof session === "string") no(session);
    else matched.push({ row, pupilId, sessionId: session.id, inAt: stay.inAt, outAt: stay.outAt });
  }
  return { matched, errors };
}

function sessionOf(stay: SheetStay, sessions: readonly SheetSession[]): SheetSession | string {
  const { date, session: named } = stay;
  const ofDay = sessions.filter((each) => each.date.equals(date));
  const held = ofDay.filter(({ cancelled }) => cancelled === null);
  const list = held
    .map(({ id, subject, startsAt }) => `${id} (${subject}, ${displayTime(startsAt)})`)
    .join(", ");
  if (ofDay.length === 0) return `There is no session on ${displayDay(date)}. Check the date.`;
  if (held.length === 0) return `The session on ${displayDay(date)} was cancelled. Leave the row out.`;
  const fits =
    named === null
      ? held.filter((each) => each.startsAt < stay.outAt && stay.inAt < each.endsAt)
      : held.filter((each) => ("id" in named ? each.id === named.id : each.startsAt === named.startsAt));
  if (fits.length > 1) return `Several sessions fit. Name one in the column Session: ${list}.`;
  const [session] = fits;
  if (session === undefined) return `No session of that day fits. There are: ${list}.`;
  if (session.attestedAt !== null)
    return "The teacher has attested this session's times. An administrator can open them; they are then corrected on its page.";
  if (session.startsAt >= stay.outAt || stay.inAt >= session.endsAt)
    return `The time lies outside the session of ${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}.`;
  return session;
}
