import { byDate, formatDay, isAfter, isBefore } from "#app/calendar/day.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import { gradeFromAeries, gradeToAeries } from "#app/people/grade.ts";
import { type Claim, type Claims, claimDays, type MadeUp } from "./claim.ts";
import { countedTime, type LeftOut, type SessionTime } from "./counted-time.ts";
import { type Credit, creditSessions } from "./credit.ts";
import type { Absence } from "./eligibility.ts";
import { type MadeDay, madeDays } from "./made-days.ts";
import type { Program } from "./minimum-day.ts";
import { minimumDayOn, type OwnMinimumDay, ownMinutesOn } from "./own-minimum-day.ts";
import type { Given } from "./settings-by-day.ts";

/** An absence, the school that has it on record, and its code there. */
export type SchoolAbsence = Absence & { schoolId: number; code: string | null };

/** An absence that a list out of Aeries says was made up, and the school that has it. */
export type ListedMadeUp = MadeUp & { schoolId: number };

/** A span at a school; `through` null while it lasts. `grade` as Aeries writes it. */
export type Enrolled = {
  schoolId: number;
  from: Temporal.PlainDate;
  through: Temporal.PlainDate | null;
  grade: number;
  program: Program;
  /** What the school wrote down, as `ownMinutesOn` wants it. */
  ownMinimumDays: readonly OwnMinimumDay[];
};

/** What is known of one pupil in one fiscal year at all schools of the district. */
export type PupilYear = {
  pupilId: number;
  enrolled: readonly Enrolled[];
  sessions: readonly SessionTime[];
  absences: readonly SchoolAbsence[];
  alreadyClaimed: readonly ListedMadeUp[];
};

/** A school year of pupils, by pupil. */
export type YearFacts = { schoolYear: SchoolYear; pupils: ReadonlyMap<number, PupilYear> };

/** A day recovered, with both its ends: the absence and what earned it. `grade` of the absence's day, as in Aeries. */
export type YearClaim = Claim & {
  schoolId: number;
  code: string | null;
  grade: number;
  earnedSchoolId: number;
  sessionIds: number[];
};

/**
 * Where a pupil's year stands. `credit` null outside TK to grade 12. `made` has every day earned, used or not;
 * `leftOut` the time on record that does not count, and why.
 */
export type PupilClaims = {
  pupilId: number;
  credit: Credit | null;
  leftOut: LeftOut[];
  made: MadeDay[];
  outcome: Claims;
  claims: YearClaim[];
};

/**
 * Works out the claims of every pupil from 1 July through a day (AR-REP-3), over all their schools (AR-CAP-2). Each
 * session, absence and day earned is counted by the settings of its own date.
 */
export function yearClaims(
  facts: YearFacts,
  settings: Given,
  through: Temporal.PlainDate,
): Map<number, PupilClaims> {
  return new Map([...facts.pupils].map(([id, pupil]) => [id, pupilClaims(pupil, settings, through)]));
}

/** The same of one pupil. The minimum day is the pupil's own, or that of grade and program, on the day of each session. */
export function pupilClaims(pupil: PupilYear, settings: Given, through: Temporal.PlainDate): PupilClaims {
  const { counted, leftOut } = countedTime(pupil.sessions.filter(({ date }) => !isAfter(date, through)));
  const sessions = counted.map((session) => ({
    ...session,
    minimumDayMinutes: minutesOn(session.date, enrolledOn(pupil, session.date, session.schoolId)),
  }));
  const last = enrolledOn(pupil, through, null);
  const grade = last && gradeFromAeries(last.grade);
  const credit =
    last && grade !== null
      ? creditSessions({
          ...{ ...last, grade, settings },
          minimumDayMinutes: ownMinutesOn(last.ownMinimumDays, through),
          sessions: sessions.map(withMinimumDay),
        })
      : null;
  const made = credit === null ? [] : madeDays(credit, sessions);
  const { absences, alreadyClaimed } = pupil;
  const earned = made.map(({ date }) => date);
  const outcome = claimDays({ earned, absences, alreadyClaimed, through, settings });
  const madeOn = new Map(made.map((day) => [formatDay(day.date), day]));
  const absenceOn = outcome.claims.length === 0 ? null : speaking(absences);
  const claims = outcome.claims.map((claim) => {
    const absence = absenceOn?.get(formatDay(claim.absenceDate));
    const day = madeOn.get(formatDay(claim.earnedDate));
    const school = absence?.schoolId ?? 0;
    return {
      ...claim,
      schoolId: school,
      code: absence?.code ?? null,
      grade: enrolledOn(pupil, claim.absenceDate, school)?.grade ?? gradeToAeries(grade ?? "TK"),
      earnedSchoolId: day?.schoolId ?? school,
      sessionIds: day?.sessionIds ?? [],
    };
  });
  return { pupilId: pupil.pupilId, credit, leftOut, made, outcome, claims };
}

/** The pupil's enrolment on a day: at the school asked for, else at any, else the one that begins or ended nearest. */
export function enrolledOn(
  { enrolled }: Pick<PupilYear, "enrolled">,
  date: Temporal.PlainDate,
  schoolId: number | null,
): Enrolled | null {
  const gap = ({ from, through }: Enrolled) => {
    if (isBefore(date, from)) return date.until(from).days;
    return through !== null && isAfter(date, through) ? through.until(date).days : 0;
  };
  const away = (span: Enrolled) => (span.schoolId === schoolId ? 0 : 1);
  const order = (one: Enrolled, other: Enrolled) =>
    gap(one) - gap(other) ||
    away(one) - away(other) ||
    byDate(other.from, one.from) ||
    one.schoolId - other.schoolId;
  if (enrolled.length <= 1) return enrolled[0] ?? null;
  return enrolled.toSorted(order)[0] ?? null;
}

function minutesOn(date: Temporal.PlainDate, span: Enrolled | null): number | null {
  const grade = span && gradeFromAeries(span.grade);
  return span && grade !== null ? minimumDayOn({ ...span, grade }, date).minutes : null;
}

const withMinimumDay = <T extends { minimumDayMinutes: number | null }>({
  minimumDayMinutes,
  ...session
}: T) => (minimumDayMinutes === null ? session : { ...session, minimumDayMinutes });

/** By day. Where two schools have it on record, the lower number speaks, so that the answer is the same each time. */
function speaking(absences: readonly SchoolAbsence[]): Map<string, SchoolAbsence> {
  const found = new Map<string, SchoolAbsence>();
  for (const absence of absences) {
    const key = formatDay(absence.date);
    const known = found.get(key);
    if (known === undefined || absence.schoolId < known.schoolId) found.set(key, absence);
  }
  return found;
}
