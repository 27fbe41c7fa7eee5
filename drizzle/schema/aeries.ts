import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, plainDate } from "./columns.ts";
import { officeRead, officeUpdate, schoolRead, syncWrite } from "./policies.ts";

/** One run of the sync for one school and resource. Lag and next run follow from the newest. */
export const syncRun = pgTable(
  "sync_run",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** The runs that one start caused share a batch. */
    batch: text().notNull(),
    resource: text().notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    outcome: text().$type<"ok" | "error" | "interrupted">(),
    /** read, appeared, changed, vanished, unchanged, quarantined. */
    counts: jsonb().$type<Record<string, number>>().notNull().default({}),
    windowFrom: plainDate("window_from"),
    windowTo: plainDate("window_to"),
    /** A sentence for a person: no host, no certificate, no pupil. */
    message: text(),
    startedBy: integer("started_by"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("sync_run_latest").on(t.schoolId, t.resource, t.startedAt),
    schoolRead("sync_run"),
    syncWrite("sync_run"),
  ],
);

/** How many runs ended so whose rows have been cleared away: with the rows that are left, all that there ever were. */
export const syncTotal = pgTable(
  "sync_total",
  {
    schoolId: integer("school_id").notNull(),
    resource: text().notNull(),
    outcome: text().$type<"ok" | "error" | "interrupted">().notNull(),
    cleared: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.resource, t.outcome] }),
    schoolRead("sync_total"),
    syncWrite("sync_total"),
  ],
);

/**
 * A row that did not fit, with the reason; released when it fits again or someone settles it. Holds what Aeries sent,
 * pupil and all, so teachers do not see it.
 */
export const quarantine = pgTable(
  "quarantine",
  {
    schoolId: integer("school_id").notNull(),
    resource: text().notNull(),
    key: text().notNull(),
    reason: text().notNull(),
    /** "unknown_code" waits for a mapping. */
    kind: text().$type<"invalid" | "unknown_code" | "unknown_pupil" | "outside_window">().notNull(),
    code: text(),
    raw: jsonb().notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    settledAt: instant("settled_at"),
    /** The person who settled it; null where it settled itself by fitting. */
    settledBy: integer("settled_by"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.resource, t.key] }),
    officeRead("quarantine"),
    officeUpdate("quarantine", "settled_by"),
    syncWrite("quarantine"),
  ],
);
