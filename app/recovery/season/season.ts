import type { TimeSpan } from "#app/calendar/bell.ts";
import type { SessionBreak } from "../session.ts";
import type { RecoverySettings } from "../settings.ts";

/**
 * A pupil who can still recover days. Grade in Aeries' integers. Minutes: `bankedMinutes` toward the next day of
 * `minimumDayMinutes`. `booked`: sessions they hold a place in already, which are expected to be attended.
 */
export type SeasonPupil = {
  pupilId: number;
  grade: number;
  minimumDayMinutes: number;
  bankedMinutes: number;
  recoverableDays: number;
  familyKey: number | null;
  booked: readonly DatedSpan[];
};

/** Time on a date, with what of it is no instruction. */
export type DatedSpan = TimeSpan & { date: Temporal.PlainDate; breaks: readonly TimeSpan[] };

/** A teacher's free hours: on these dates, from one minute of the day to another. A teacher may have several. */
export type FreeTeacher = TimeSpan & { teacherId: number; dates: readonly Temporal.PlainDate[] };

/** A room and its seats. */
export type FreeRoom = { room: string; seats: number };

/** A session that could be held: who is free to lead it, where and when. `key` names it for people's changes. */
export type Offer = DatedSpan & {
  key: string;
  breaks: readonly SessionBreak[];
  room: string;
  seats: number;
  teacherIds: readonly number[];
};

/** Grades that may sit in one room, in Aeries' integers, both ends included. */
export type Band = { lowGrade: number; highGrade: number };

/** Grades of one span of the funding formula (EC 42238.02), so that what is taught fits who is there (AR-SES-6). */
export const usualBands: readonly Band[] = [
  { lowGrade: -1, highGrade: 0 },
  { lowGrade: 1, highGrade: 3 },
  { lowGrade: 4, highGrade: 6 },
  { lowGrade: 7, highGrade: 8 },
  { lowGrade: 9, highGrade: 12 },
];

/**
 * How a season is to be planned. `minimumFill`: a session with fewer pupils is not held. `siblings`: brothers and
 * sisters on the same dates always, even where that costs days, or where it costs none. `locked`: the band that a
 * person chose for an offer, by key.
 */
export type SeasonRules = {
  bands: readonly Band[];
  minimumFill: number;
  siblings: "always" | "when free";
  locked: Readonly<Record<string, Band>>;
  settings: RecoverySettings;
};

export type SeasonInput = {
  pupils: readonly SeasonPupil[];
  offers: readonly Offer[];
  rules: SeasonRules;
};

/** A session to be held with its pupils. `limit`: the most pupils that ratio and seats let in; `binds` says which of them. */
export type PlannedSession = {
  offer: Offer;
  band: Band;
  pupilIds: number[];
  limit: number;
  binds: "ratio" | "seats";
};

/** What one pupil is given. `days` they would earn beyond what is booked already; `sessions` are keys of offers. */
export type PlannedPupil = { pupilId: number; grade: number; days: number; sessions: string[]; why: string };

/**
 * A season as proposed: pure consequence of its input, whatever the order of it. `atMost`: no plan within the rules
 * earns more days than this. `wanted`: the days that all candidates together could recover.
 */
export type Proposal = {
  sessions: PlannedSession[];
  pupils: PlannedPupil[];
  /** Offers not used, each with the reason. */
  notHeld: { offer: Offer; why: string }[];
  days: number;
  wanted: number;
  atMost: number;
  seats: { filled: number; of: number };
  /** What keeps the plan from more days, in words. */
  binding: string;
};
