/** Every job, by name, with what it is given. Jobs of one school, or of one session of it, never queue up twice: `server/jobs.ts`. */
export type JobData = {
  "sync-school": { schoolId: number; full: boolean; startedBy: number | null };
  "sync-district": { full: boolean; startedBy: number | null };
  "fill-places": { schoolId: number; sessionId: number };
  "check-compliance": Record<string, never>;
  "clear-away": Record<string, never>;
};
export type JobName = keyof JobData;

export const jobNames: readonly JobName[] = [
  "sync-school",
  "sync-district",
  "fill-places",
  "check-compliance",
  "clear-away",
];

/** When jobs start by themselves, in the district's time zone (cron). */
export const schedules: { name: JobName; cron: string; data: Record<string, unknown> }[] = [
  { name: "sync-district", cron: "*/15 6-18 * * 1-5", data: { full: false, startedBy: null } },
  { name: "sync-district", cron: "0 2 * * *", data: { full: true, startedBy: null } },
  { name: "check-compliance", cron: "*/10 * * * *", data: {} },
  { name: "clear-away", cron: "30 3 * * *", data: {} },
];
