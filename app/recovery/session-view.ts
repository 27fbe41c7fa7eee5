import { displayTime, formatTime } from "#app/calendar/bell.ts";
import { gradeFromAeries, gradeLabel } from "#app/people/grade.ts";
import type { SessionCandidate } from "./candidates.server.ts";
import { hasBegun, hasEnded, type Moment } from "./moment.ts";
import type { Place } from "./place-rows.server.ts";
import { inLine } from "./places.ts";
import type { Recorded } from "./presence.server.ts";
import { presenceOf } from "./presence.ts";
import { ratioPeak } from "./ratio-peak.ts";
import type { RecoverySession } from "./session.ts";
import { gradesLabel } from "./session.ts";
import type { TeacherChoice } from "./session-fields.tsx";
import type { RecoverySettings } from "./settings.ts";
import type { TeachingSpan } from "./teachers-of.ts";

export type SessionState = "planned" | "running" | "over" | "attested" | "cancelled";

/** A pupil with a place. Times are HH:MM as the form takes them; `attended` is a sentence. */
export type RosterRow = {
  pupilId: number;
  name: string;
  grade: string;
  inAt: string;
  outAt: string;
  attended: string;
  trouble: string | null;
  note: string | null;
};

export type LineRow = { pupilId: number; name: string; grade: string; days: number };
export type CandidateRow = LineRow & { why: string };

/** What the reader may do with this session now. */
export type SessionRights = {
  book: boolean;
  run: boolean;
  attest: boolean;
  correct: boolean;
  cancel: boolean;
};

/** Everything the page of one session draws. */
export type SessionView = {
  schoolId: number;
  sessionId: number;
  date: string;
  times: string;
  subject: string;
  room: string;
  teacher: string;
  grades: string;
  state: SessionState;
  cancelled: string | null;
  /** What its planner may still change: who teaches it, how many places it has. Null for everyone else. */
  planning: { teachers: readonly TeacherChoice[]; others: readonly TeacherChoice[]; capacity: number } | null;
  /** What has come to speak against the session since it was planned, with what to do. */
  troubles: readonly string[];
  seats: string;
  ratio: string | null;
  ratioKept: boolean;
  roster: RosterRow[];
  waiting: LineRow[];
  gone: (LineRow & { step: string })[];
  candidates: { rows: CandidateRow[]; from: number; total: number } | null;
  rights: SessionRights;
  /** How many families were invited and what they said, in a sentence; not for teachers. */
  invitations?: string;
};

export type SessionFound = {
  session: RecoverySession;
  places: readonly Place[];
  presence: readonly Recorded[];
  teaching: readonly TeachingSpan[];
  candidates: readonly SessionCandidate[] | null;
  /** Certificated teachers of the school, for whoever may plan. */
  certificated: readonly TeacherChoice[];
  troubles: readonly string[];
  /** Of the session's day. */
  settings: Pick<RecoverySettings, "mixedRatio">;
};

/** How many pupils to book the page shows at once. */
export const candidatesAtOnce = 40;

export function stateOf(session: RecoverySession, now: Moment): SessionState {
  if (session.cancelled !== null) return "cancelled";
  if (session.attestedAt !== null) return "attested";
  if (hasEnded(session, now)) return "over";
  return hasBegun(session, now) ? "running" : "planned";
}

/** @param from the first candidate to show, from 1 */
export function sessionView(
  { session, places, presence, teaching, candidates, certificated, troubles, settings }: SessionFound,
  now: Moment,
  from: number,
  may: Omit<SessionRights, "cancel"> & { plan: boolean },
): SessionView {
  const state = stateOf(session, now);
  const times = new Map(presence.map((row) => [row.pupilId, row]));
  const booked = places.filter(({ step }) => step === "booked");
  const peak = ratioPeak(
    booked.flatMap((place) => {
      const grade = gradeFromAeries(place.grade);
      const row = times.get(place.pupilId);
      return grade !== null && row && row.inAt !== null ? [{ grade, inAt: row.inAt, outAt: row.outAt }] : [];
    }),
    teaching,
    settings,
  );
  const isOpen = state === "planned";
  return {
    schoolId: session.schoolId,
    sessionId: session.id,
    date: session.date.toString(),
    times: `${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}`,
    subject: session.subject,
    room: session.room,
    teacher: session.teachers.map(({ name }) => name).join(", "),
    grades: gradesLabel(session),
    state,
    cancelled: session.cancelled,
    planning:
      may.plan && state !== "cancelled" && state !== "attested"
        ? {
            teachers: session.teachers,
            others: certificated.filter(({ id }) => !session.teachers.some((teacher) => teacher.id === id)),
            capacity: session.capacity,
          }
        : null,
    troubles,
    seats: seatsIn(session),
    ratio: peak && `Fullest at ${peak.at}: ${peak.reason}`,
    ratioKept: peak?.allowed ?? true,
    roster: booked
      .map((place) => rosterRow(session, place, times.get(place.pupilId)))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    waiting: places
      .filter(({ step }) => step === "waiting")
      .toSorted((one, other) =>
        inLine({ ...one, waitingSince: one.since }, { ...other, waitingSince: other.since }),
      )
      .map(lineRow),
    gone: places
      .filter(({ step }) => step === "released" || step === "declined")
      .map((place) => ({ ...lineRow(place), step: place.step })),
    candidates: candidates && {
      rows: candidates.slice(from - 1, from - 1 + candidatesAtOnce).map((pupil) => ({
        ...lineRow({ ...pupil, recoverableDays: pupil.canStillRecover }),
        why: pupil.why,
      })),
      from,
      total: candidates.length,
    },
    rights: {
      book: may.book && isOpen,
      run: may.run && state !== "cancelled" && !(isOpen && !session.date.equals(now.today)),
      attest: may.attest && state === "over",
      correct: may.correct,
      cancel: may.plan && state !== "cancelled" && state !== "attested",
    },
  };
}

function seatsIn({ booked, capacity, waiting }: RecoverySession): string {
  const line = waiting === 0 ? "nobody waits" : waiting === 1 ? "1 pupil waits" : `${waiting} pupils wait`;
  return `${booked} of ${capacity} places taken; ${line}.`;
}

const gradeIn = (level: number) => {
  const grade = gradeFromAeries(level);
  return grade === null ? "no grade" : gradeLabel(grade);
};

const lineRow = (place: {
  pupilId: number;
  name: string;
  grade: number;
  recoverableDays: number;
}): LineRow => ({
  pupilId: place.pupilId,
  name: place.name,
  grade: gradeIn(place.grade),
  days: place.recoverableDays,
});

function rosterRow(session: RecoverySession, place: Place, row: Recorded | undefined): RosterRow {
  const written = (minute: number | null | undefined) => (minute == null ? "" : formatTime(minute));
  const isThere = row !== undefined && (row.inAt !== null || row.outAt !== null);
  const time = isThere
    ? presenceOf({ session, stays: [{ signedIn: row.inAt, signedOut: row.outAt }] })
    : null;
  return {
    pupilId: place.pupilId,
    name: place.name,
    grade: gradeIn(place.grade),
    inAt: written(row?.inAt),
    outAt: written(row?.outAt),
    attended: time === null ? "Not signed in" : `${time.minutes} minutes`,
    trouble: time?.problems[0]?.sentence ?? null,
    note: place.reason,
  };
}
