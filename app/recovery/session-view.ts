import { displayTime } from "#app/calendar/bell.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { breaksLeftOut } from "./attestation.ts";
import { type CandidateRow, candidateRows } from "./candidate-rows.ts";
import type { SessionCandidate } from "./candidates.server.ts";
import type { TeacherFacts } from "./certification.ts";
import { gaveBack, type LineNow, type WaitingRow, waitingRows } from "./line-view.ts";
import { hasEnded, type Moment } from "./moment.ts";
import { otherYear } from "./other-year.ts";
import type { Place } from "./place-rows.server.ts";
import type { Recorded } from "./presence-rows.server.ts";
import { alongsideNotices, plainPurpose, purposeFacts } from "./purpose.ts";
import { writtenPurpose } from "./purpose-form.ts";
import { ratioPeak } from "./ratio-peak.ts";
import { type RoomNow, roomNow } from "./room-now.ts";
import { type RosterRow, rosterCodes, rosterRow } from "./roster-view.ts";
import type { RecoverySession } from "./session.ts";
import { gradesLabel, gradesOf, seatsIn } from "./session.ts";
import type { TeacherChoice } from "./session-fields.tsx";
import { lockWords, type SessionLock } from "./session-lock.ts";
import { type SessionState, stateOf } from "./session-state.ts";
import type { RecoverySettings } from "./settings.ts";
import { type InRoom, stretchesOf } from "./stretches.ts";
import { type Supervising, teachersNow } from "./supervision.ts";
import { whoAttests } from "./who-attests.ts";

/** What the reader may do with this session now. */
export type SessionRights = {
  book: boolean;
  run: boolean;
  attest: boolean;
  correct: boolean;
  cancel: boolean;
  unlock: boolean;
  /** May follow its time into the claim. */
  audit: boolean;
};

/** Everything the page of one session draws. */
export type SessionView = {
  schoolId: number;
  sessionId: number;
  date: string;
  times: string;
  endsAt: number;
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
  /** What keeps a session that was held out of claims now, with what to do. */
  held: readonly string[];
  seats: string;
  ratio: string | null;
  ratioKept: boolean;
  /** Who is in the room, on the day itself; null on others. */
  inside: (RoomNow & { expected: number; left: number }) | null;
  /** Attested times and whether they may change now. */
  lock: { open: boolean; words: string } | null;
  /** Pupils whose times changed after the teacher's statement. */
  uncovered: number;
  /** Who may attest, where that is not plain. */
  whoAttests: string | null;
  breaks: string;
  /** What it is for, what follows from that, and the fields as they stand. */
  purpose: { facts: { term: string; is: string }[]; notices: string[]; fields: Record<string, string> };
  roster: RosterRow[];
  waiting: WaitingRow[];
  /** Pupils who left and whose place was given back. */
  gaveBack: string[];
  /** `whyNobody`: why nobody is offered the session yet, whoever has absences. */
  candidates: { rows: CandidateRow[]; from: number; total: number; whyNobody: string | null } | null;
  rights: SessionRights;
  /** How many families were invited and what they said, in a sentence; not for teachers. */
  invitations?: string;
};

export type SessionFound = {
  session: RecoverySession;
  places: readonly Place[];
  presence: readonly Recorded[];
  teaching: readonly Supervising[];
  line: LineNow;
  candidates: readonly SessionCandidate[] | null;
  /** Certificated teachers of the school, for whoever may plan. */
  certificated: readonly TeacherChoice[];
  troubles: readonly string[];
  held: readonly string[];
  /** Of the session's day. */
  settings: Pick<RecoverySettings, "mixedRatio">;
  lock: SessionLock;
  /** The last presence row that the teacher's statement covers. */
  coveredThrough: number;
  /** What is known of the session's teachers. */
  facts: readonly TeacherFacts[];
  timeZone: string;
};

/** @param from the first candidate to show, from 1 */
export function sessionView(
  found: SessionFound,
  now: Moment,
  from: number,
  may: Omit<SessionRights, "cancel"> & { plan: boolean },
): SessionView {
  const { session, places, presence, teaching, candidates, settings, lock, certificated, troubles } = found;
  const state = stateOf(session, now);
  const times = Map.groupBy(presence, ({ pupilId }) => pupilId);
  const staysOf = (pupilId: number) => times.get(pupilId) ?? [];
  const there = places.filter(
    ({ step, pupilId }) =>
      step === "booked" || staysOf(pupilId).some(({ inAt, outAt }) => inAt !== null || outAt !== null),
  );
  const inRoom = there.flatMap((place) => {
    const grade = gradeFromAeries(place.grade);
    return staysOf(place.pupilId).flatMap(({ inAt, outAt }) =>
      grade === null || inAt === null ? [] : [{ grade, inAt, outAt }],
    );
  });
  const peak = ratioPeak(stretchesOf(session, inRoom, teaching), settings);
  const isOpen = state === "planned";
  const isToday = session.date.equals(now.today);
  const codes = rosterCodes(places);
  const ended = hasEnded(session, now);
  const roster = there
    .map((place) =>
      rosterRow(session, place, staysOf(place.pupilId), {
        code: codes.get(place.pupilId) ?? "",
        begun: state !== "planned",
        ended,
        bar: found.line.bars.get(place.pupilId) ?? null,
      }),
    )
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const uncovered =
    session.attestedAt === null
      ? 0
      : [...times.values()].filter((rows) => rows.some(({ id }) => id > found.coveredThrough)).length;
  return {
    schoolId: session.schoolId,
    sessionId: session.id,
    date: session.date.toString(),
    times: `${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}`,
    endsAt: session.endsAt,
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
    held: found.held,
    seats: seatsIn(session),
    ratio: peak && `Fullest at ${peak.at}: ${peak.reason}`,
    ratioKept: peak?.allowed ?? true,
    inside: isToday && state !== "cancelled" ? insideNow(found, roster, inRoom, now) : null,
    lock: lockWords(lock, found.timeZone),
    uncovered,
    whoAttests: ended && (state === "over" || uncovered > 0) ? whoAttests(found.facts, now.today) : null,
    breaks: breaksLeftOut(session.breaks),
    purpose: {
      facts: purposeFacts(session.purpose),
      notices: session.purpose?.alongside ? alongsideNotices(session.purpose.alongside) : [],
      fields: writtenPurpose(session.purpose ?? plainPurpose),
    },
    roster,
    waiting: waitingRows(places, found.line),
    gaveBack: gaveBack(places),
    candidates: candidates && {
      rows: candidateRows(candidates, from),
      from,
      total: candidates.length,
      whyNobody: otherYear(session.date, now.today),
    },
    rights: {
      book: may.book && isOpen,
      run: may.run && state !== "cancelled" && !(isOpen && !isToday) && lock.state !== "locked",
      attest: may.attest && (state === "over" || uncovered > 0),
      correct: may.correct,
      cancel: may.plan && state !== "cancelled" && state !== "attested",
      unlock: may.unlock && lock.state === "locked",
      audit: may.audit && state === "attested",
    },
  };
}

function insideNow(
  { session, teaching, settings }: SessionFound,
  roster: readonly RosterRow[],
  inRoom: readonly InRoom[],
  now: Moment,
): SessionView["inside"] {
  const inside = inRoom.filter(({ outAt }) => outAt === null).map(({ grade }) => grade);
  const count = (where: RosterRow["where"]) => roster.filter((row) => row.where === where).length;
  return {
    ...roomNow(inside, gradesOf(session), teachersNow(session, teaching, now.minute), settings),
    expected: count("expected"),
    left: count("out"),
  };
}
