import { resourceNames } from "./sync/run.ts";

/** The newest reading of one resource, and the newest that went well. */
export type ResourceStatus = {
  resource: string;
  startedAt: Temporal.Instant;
  finishedAt: Temporal.Instant | null;
  outcome: "ok" | "error" | "interrupted" | null;
  counts: Record<string, number>;
  message: string | null;
  lastOkAt: Temporal.Instant | null;
};

export type SyncStatus = {
  schoolId: number;
  resources: ResourceStatus[];
  /** A run holds the school just now. */
  underWay: boolean;
  /** Someone asked for a reading that has not begun. */
  askedAt: Temporal.Instant | null;
  waitingRows: number;
  /** Why the school's registers can be taken in Aeries alone, as a sentence; null where they can be taken here. */
  notTakenHere: string | null;
};

const labels: Record<string, string> = {
  connection: "Connection and school year",
  terms: "Terms",
  calendar: "Calendar",
  bell_schedule: "Bell schedule",
  absence_codes: "Absence codes",
  students: "Pupils",
  enrollment: "Enrollment",
  programs: "Programs",
  contacts: "Contacts",
  sections: "Classes and teachers",
  rosters: "Class lists",
  attendance: "Attendance",
};

export const resourceLabel = (resource: string): string => labels[resource] ?? resource;

/** In the order in which they are read. */
export const inReadingOrder = (one: { resource: string }, other: { resource: string }): number =>
  orderOf(one.resource) - orderOf(other.resource);
const orderOf = (resource: string) => (resourceNames as readonly string[]).indexOf(resource);

/** How far what we have may be behind Aeries: the time since attendance was last read without failure. */
export function lagOf(status: SyncStatus, now: Temporal.Instant): Temporal.Duration | null {
  const read = status.resources.find((one) => one.resource === "attendance")?.lastOkAt;
  return read ? read.until(now) : null;
}

/** "less than a minute", "12 minutes", "3 hours", "2 days". */
export function spanInWords(span: Temporal.Duration): string {
  const minutes = Math.floor(span.total("minutes"));
  if (minutes < 1) return "less than a minute";
  if (minutes < 90) return counted(minutes, "minute");
  if (minutes < 36 * 60) return counted(Math.round(minutes / 60), "hour");
  return counted(Math.round(minutes / (24 * 60)), "day");
}
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
