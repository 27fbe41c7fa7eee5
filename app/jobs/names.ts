/** Every job, by name, with what it is given. Jobs of one school, or of one session of it, never queue up twice: `server/jobs.ts`. */
export type JobData = {
  "sync-school": { schoolId: number; full: boolean; startedBy: number | null };
  "sync-district": { full: boolean; startedBy: number | null };
  /** Without a session: of all of the school's to come in which somebody waits. */
  "fill-places": { schoolId: number; sessionId?: number };
  "release-left": { schoolId: number };
  /** Of the whole district: while one runs another can wait, which sees what was committed before it begins. */
  "settle-claims": Record<string, never>;
  "write-to-families": { schoolId: number };
  "write-to-all-families": Record<string, never>;
  /** `whole`: of all history. */
  "check-compliance": { whole?: boolean };
  "clear-away": Record<string, never>;
};
export type JobName = keyof JobData;

export const jobNames: readonly JobName[] = [
  "sync-school",
  "sync-district",
  "fill-places",
  "release-left",
  "settle-claims",
  "write-to-families",
  "write-to-all-families",
  "check-compliance",
  "clear-away",
];

/** When jobs start by themselves, in the district's time zone (cron). */
export const schedules: { name: JobName; cron: string; data: Record<string, unknown> }[] = [
  { name: "sync-district", cron: "*/15 6-18 * * 1-5", data: { full: false, startedBy: null } },
  { name: "sync-district", cron: "0 2 * * *", data: { full: true, startedBy: null } },
  { name: "settle-claims", cron: "15 3 * * *", data: {} },
  { name: "write-to-all-families", cron: "*/5 7-19 * * *", data: {} },
  { name: "check-compliance", cron: "*/10 * * * *", data: {} },
  { name: "check-compliance", cron: "5 4 * * *", data: { whole: true } },
  { name: "clear-away", cron: "30 3 * * *", data: {} },
];
