import type { TimeSpan } from "#app/calendar/bell.ts";
import { type Grade, gradeFromAeries, gradeLabel, isKindergarten } from "#app/people/grade.ts";
import type { SessionPurpose } from "./purpose.ts";
import type { TeacherOfSession } from "./teachers-of.ts";

/** Time of a session that is not instruction: a meal, recess, another activity. */
export type SessionBreak = TimeSpan & { what: string };

/** What a session is made of. Grades are Aeries' integers, from TK (-1) to 12, both ends included. */
export type SessionPlan = TimeSpan & {
  date: Temporal.PlainDate;
  room: string;
  teacherId: number;
  subject: string;
  lowGrade: number;
  highGrade: number;
  capacity: number;
};

/** A session as it is planned with everything: other teachers, time that does not count, what it is for. */
export type FullSessionPlan = SessionPlan & {
  alsoTeach?: readonly number[];
  breaks?: readonly SessionBreak[];
  purpose?: SessionPurpose;
};

/** What a session of a school has when whoever plans it does not say. */
export type RecoveryDefaults = Partial<Omit<SessionPlan, "date">>;

/**
 * A session on record. `teachers`: the one who leads, then those who have joined; `teacherId` and `teacher` are the
 * first of them, and `plannedLead` whom it was planned with, though they may have left it. `cancelled` holds the
 * reason, `attestedAt` the moment of the latest attestation.
 */
export type RecoverySession = SessionPlan & {
  id: number;
  schoolId: number;
  programId: number | null;
  breaks: SessionBreak[];
  /** Null where nobody was asked. */
  purpose: SessionPurpose | null;
  teacher: string;
  plannedLead: number;
  teachers: TeacherOfSession[];
  booked: number;
  waiting: number;
  cancelled: string | null;
  attestedAt: Temporal.Instant | null;
};

/** The grades a session is open to. */
export function gradesOf({ lowGrade, highGrade }: Pick<SessionPlan, "lowGrade" | "highGrade">): Grade[] {
  const grades: Grade[] = [];
  for (let level = lowGrade; level <= highGrade; level++) {
    const grade = gradeFromAeries(level);
    if (grade !== null) grades.push(grade);
  }
  return grades;
}

/** "TK to grade 3", "grades 4 to 6", "grade 4" */
export function gradesLabel(session: Pick<SessionPlan, "lowGrade" | "highGrade">): string {
  const [first, last] = [gradesOf(session)[0], gradesOf(session).at(-1)];
  if (first === undefined || last === undefined) return "no grade";
  if (first === last) return gradeLabel(first);
  return isKindergarten(first) ? `${gradeLabel(first)} to ${gradeLabel(last)}` : `grades ${first} to ${last}`;
}

/** "18 of 20 places taken; nobody waits." */
export function seatsIn({ booked, capacity, waiting }: RecoverySession): string {
  const line = waiting === 0 ? "nobody waits" : waiting === 1 ? "1 pupil waits" : `${waiting} pupils wait`;
  return `${booked} of ${capacity} places taken; ${line}.`;
}

/** "room 12", and a place that has a name by its name alone. */
export const roomLabel = (room: string): string => (/^\d+\p{L}?$/u.test(room.trim()) ? `room ${room}` : room);
