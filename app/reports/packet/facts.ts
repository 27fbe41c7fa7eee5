import type { Category } from "#app/attendance/category.ts";
import type { MarkRow, RegisterHome } from "#app/attendance/mark.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import type { CertificationDocument, TeacherFacts } from "#app/recovery/certification.ts";
import type { LeftOut } from "#app/recovery/counted-time.ts";
import type { Credit } from "#app/recovery/credit.ts";
import type { MinimumDay } from "#app/recovery/minimum-day.ts";
import type { Stay } from "#app/recovery/presence.ts";
import type { SessionPurpose } from "#app/recovery/purpose.ts";
import type { TeacherStep } from "#app/recovery/teachers-of.ts";
import type { RecoveryBreak } from "#drizzle/schema/recovery.ts";

/** Which day was claimed: the pupil, the school of the absence and its date. */
export type ClaimKey = { schoolId: number; pupilId: number; absenceDate: Temporal.PlainDate };

/** A day claimed now, as the ledger has it. */
export type ClaimInForce = ClaimKey & {
  schoolYear: SchoolYear;
  earnedDate: Temporal.PlainDate;
  earnedSchoolId: number;
  sessionIds: readonly number[];
  /** The absence's code when it was claimed. */
  code: string | null;
  reason: string;
  at: Temporal.Instant;
  /** What the ledger says of the absence now, where it is not what a report counts; else null. */
  since: string | null;
};

/** What was said of one period of the absence ("" for the whole day). */
export type SaidOfDay = { period: string; marks: readonly MarkRow[] };

export type AbsenceOnRecord = {
  kind: "daily" | "period";
  home: RegisterHome;
  said: readonly SaidOfDay[];
  /** The school's words and the category of each code that was said. */
  codes: ReadonlyMap<string, { title: string; category: Category | null }>;
  /** Of the whole day; null when it is no whole day missed any more. */
  category: Category | null;
  /** Make-ups of this day that the latest list out of Aeries names. */
  makeups: readonly { code: string; madeUpOn: Temporal.PlainDate | null; listedAt: Temporal.Instant }[];
};

/** `documents`: the newest entry of each, with who verified it and when. */
export type TeacherOnRecord = Omit<TeacherFacts, "documents"> & {
  staffId: number;
  documents: readonly (CertificationDocument & { by: string; at: Temporal.Instant })[];
};

/** One row of times of one pupil, as it was written down. */
export type TimesRow = {
  pupilId: number;
  grade: number;
  id: number;
  stay: number;
  inAt: number | null;
  outAt: number | null;
  source: string;
  by: string;
  at: Temporal.Instant;
  reason: string | null;
};

/** Something that happened to a session or a claim: who, when, what, why. */
export type Happening = { at: Temporal.Instant; who: string; what: string; why: string | null };

/** A session as its school's records have it. */
export type SessionOnRecord = {
  id: number;
  schoolId: number;
  date: Temporal.PlainDate;
  startsAt: number;
  endsAt: number;
  room: string;
  subject: string;
  program: string | null;
  lowGrade: number;
  highGrade: number;
  breaks: readonly RecoveryBreak[];
  /** Null where nobody was asked. */
  purpose: SessionPurpose | null;
  /** The board's adoption that was the newest on the session's day, as it is written down. */
  adopted: string | null;
  cancelled: string | null;
  /** Whom it was planned with. */
  plannedLead: number;
  /** Everyone who ever was a teacher of it; `teaching` tells when. */
  teachers: readonly TeacherOnRecord[];
  /** Every step of its teachers, oldest first. */
  teaching: readonly TeacherStep[];
  attestations: readonly {
    by: string;
    at: Temporal.Instant;
    statement: string;
    pupilCount: number;
    minutesTotal: number;
    throughPresenceId: number;
  }[];
  /** Every row of everybody's times, oldest first. */
  times: readonly TimesRow[];
  /** Decisions about a held session, and openings of its attested time. */
  decisions: readonly Happening[];
  /** Entries of the record of changes that name the session as a whole (`pupilIds` empty) or pupils of it. */
  changes: readonly (Happening & { pupilIds: readonly number[] })[];
};

/** Time that counted toward a day at a school whose records the reader may not open. */
export type TimeElsewhere = { date: Temporal.PlainDate; schoolId: number; minutes: number };

export type Counted = {
  period: string;
  through: Temporal.PlainDate;
  by: string;
  at: Temporal.Instant;
  grade: number;
};

/** Everything an auditor asks about one claimed day. */
export type ClaimedDay = {
  claim: ClaimInForce;
  pupil: {
    name: string;
    studentNumber: number;
    stateId: string | null;
    /** Of the day missed, in Aeries' integers. */
    grade: number;
  };
  /** Its place among the pupil's claimed days of the year, oldest absence first, over all schools. */
  place: { number: number; of: number; atOtherSchools: number };
  absence: AbsenceOnRecord;
  /** Worked out again from the records of now; null where no time is on record or the grade is outside TK to 12. */
  credit: Credit | null;
  /** Of its sessions, the minutes on record that do not count, and why. */
  leftOut: readonly LeftOut[];
  /** On the date on which it was earned. */
  minimumDay: MinimumDay | null;
  sessions: readonly SessionOnRecord[];
  elsewhere: readonly TimeElsewhere[];
  /** Schooldays running in independent study on each date of participation, by date. */
  studyDays: ReadonlyMap<string, number>;
  /** What the family answered, oldest first. */
  answers: readonly {
    answer: "yes" | "no";
    saidBy: string;
    sessionId: number | null;
    by: string;
    at: Temporal.Instant;
  }[];
  /** Certified reports that count it. */
  certified: readonly Counted[];
  /** Files for Aeries that carry it, each with its newest step. */
  exports: readonly {
    id: number;
    kind: "ATD" | "ATT";
    action: "set" | "clear";
    steps: readonly Happening[];
  }[];
  /** Steps of the ledger about this absence and corrections of certified reports, oldest first. */
  steps: readonly Happening[];
};

/** The newest row of each stay of a pupil that holds a time. */
export function staysOf(times: readonly TimesRow[], pupilId: number): (Stay & { row: TimesRow })[] {
  const newest = new Map<number, TimesRow>();
  for (const row of times) {
    if (row.pupilId !== pupilId) continue;
    const known = newest.get(row.stay);
    if (known === undefined || known.id < row.id) newest.set(row.stay, row);
  }
  return [...newest.values()]
    .filter((row) => row.inAt !== null || row.outAt !== null)
    .toSorted((one, other) => one.stay - other.stay)
    .map((row) => ({ signedIn: row.inAt, signedOut: row.outAt, row }));
}
