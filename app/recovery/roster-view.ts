import { displayTime, formatTime, type TimeSpan } from "#app/calendar/bell.ts";
import { displayDay, isBefore } from "#app/calendar/day.ts";
import { gradeFromAeries, gradeLabel } from "#app/people/grade.ts";
import type { RecoveryBreak } from "#drizzle/schema/recovery.ts";
import type { Place } from "./place-rows.server.ts";
import { presenceOf } from "./presence.ts";
import { type StayTimes, stayInRoom } from "./tap.ts";

/** One coming and going as forms take it, HH:MM or empty. */
export type WrittenStay = { stay: number; inAt: string; outAt: string };

/** A pupil with a place. `code` stands for the pupil on the printed roster and never changes. */
export type RosterRow = {
  pupilId: number;
  code: string;
  name: string;
  grade: string;
  where: "expected" | "in" | "out";
  words: string;
  /** Signed in, and the session is over. */
  forgotten: boolean;
  trouble: string | null;
  note: string | null;
  stays: WrittenStay[];
};

type Session = TimeSpan & { date: Temporal.PlainDate; breaks: readonly RecoveryBreak[] };

const written = (minute: number | null) => (minute === null ? "" : formatTime(minute));

/** The codes of everyone who ever had a place or a turn in line, in the order in which they came to it. */
export function rosterCodes(places: readonly Place[]): Map<number, string> {
  const inOrder = places.toSorted((one, other) => one.first - other.first);
  return new Map(inOrder.map(({ pupilId }, index) => [pupilId, String(index + 1).padStart(2, "0")]));
}

export function rosterRow(
  session: Session,
  place: Place,
  recorded: readonly StayTimes[],
  { code, begun, ended, bar }: { code: string; begun: boolean; ended: boolean; bar: string | null },
): RosterRow {
  const stays = recorded
    .filter(({ inAt, outAt }) => inAt !== null || outAt !== null)
    .toSorted((one, other) => (one.inAt ?? 0) - (other.inAt ?? 0));
  const inRoom = stayInRoom(stays) !== null;
  const time = presenceOf({
    session,
    stays: stays.map(({ inAt, outAt }) => ({ signedIn: inAt, signedOut: outAt })),
    breaks: session.breaks,
  });
  const problems = time.problems.filter(({ name }) => ended || name !== "no_sign_out");
  return {
    pupilId: place.pupilId,
    code,
    name: place.name,
    grade: gradeIn(place.grade),
    where: inRoom ? "in" : stays.length > 0 ? "out" : "expected",
    words:
      stays.length === 0 ? (ended ? "Did not come" : "Not here yet") : wordsOf(session, stays, time.minutes),
    forgotten: inRoom && ended,
    trouble:
      problems[0]?.sentence ??
      (begun ? leftBefore(session, place, stays) : goneSentence(session, place.leftOn)) ??
      (bar && `${bar} Give the place back.`),
    note: place.reason,
    stays: stays.map(({ stay, inAt, outAt }) => ({ stay, inAt: written(inAt), outAt: written(outAt) })),
  };
}

/** "8:12 am to 11:40 am, 12 minutes late, left 20 minutes early: 208 minutes" */
function wordsOf(session: TimeSpan, stays: readonly StayTimes[], minutes: number): string {
  const times = stays.map(({ inAt, outAt }) => {
    const from = inAt === null ? "no time in" : displayTime(inAt);
    return outAt === null ? `In since ${from}` : `${from} to ${displayTime(outAt)}`;
  });
  const [first, last] = [stays[0]?.inAt ?? null, stays.at(-1)?.outAt ?? null];
  const late =
    first !== null && first > session.startsAt ? [`${counted(first - session.startsAt)} late`] : [];
  const early =
    last !== null && last < session.endsAt ? [`left ${counted(session.endsAt - last)} early`] : [];
  const total = last === null ? "" : `: ${counted(minutes)}`;
  return `${[...times, ...late, ...early].join(", ")}${total}`;
}

const counted = (minutes: number) => (minutes === 1 ? "1 minute" : `${minutes} minutes`);

/** Of a session to come. On the last day itself a pupil is still of the school. */
function goneSentence({ date }: Session, leftOn: string | null): string | null {
  if (leftOn === null || !isGone(date, leftOn)) return null;
  return `No longer at this school${since(leftOn)}. Give the place back.`;
}

/** Of a session that has begun: who left it later keeps its time, who had left before should not have been in it. */
function leftBefore({ date }: Session, { leftOn }: Place, stays: readonly StayTimes[]): string | null {
  if (leftOn === null || leftOn === "" || !isGone(date, leftOn) || stays.length === 0) return null;
  return `No longer at this school${since(leftOn)}, before this session. Correct the times, or have the pupil's record corrected in Aeries.`;
}

const isGone = (date: Temporal.PlainDate, leftOn: string) =>
  leftOn === "" || isBefore(Temporal.PlainDate.from(leftOn), date);

const since = (leftOn: string) =>
  leftOn === "" ? "" : ` since ${displayDay(Temporal.PlainDate.from(leftOn))}`;

export const gradeIn = (level: number): string => {
  const grade = gradeFromAeries(level);
  return grade === null ? "no grade" : gradeLabel(grade);
};
