import type { Enrolled, PupilYear } from "#app/recovery/year-claims.ts";
import { sessionTime } from "./session-time.ts";

export const day = (text: string) => Temporal.PlainDate.from(text);
/** A pupil of grade 4 at school 10 all year. */
export const span = (change: Partial<Enrolled> = {}): Enrolled => ({
  schoolId: 10,
  from: day("2026-08-12"),
  through: null,
  grade: 4,
  program: "regular",
  ownMinimumDays: [],
  ...change,
});
export const session = (sessionId: number, date: string, minutes: number, schoolId = 10) =>
  sessionTime(sessionId, date, minutes, { schoolId });
export const missed = (date: string, schoolId = 10, category: "EXCUSED" | "SUSP_OUT" = "EXCUSED") => ({
  date: day(date),
  category,
  schoolId,
  code: category === "EXCUSED" ? "I" : "S",
});
export const pupil = (change: Partial<PupilYear>): PupilYear => ({
  pupilId: 1,
  enrolled: [span()],
  sessions: [],
  absences: [],
  alreadyClaimed: [],
  ...change,
});
