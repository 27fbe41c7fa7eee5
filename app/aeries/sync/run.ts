import type { Tx } from "#app/access/scope.server.ts";
import type { AeriesClient } from "#app/aeries/client.server.ts";
import type { AeriesResult } from "#app/aeries/failure.ts";
import type { DayWindow } from "#app/aeries/reconcile.ts";
import type { Context } from "#app/context.ts";
import type { TableChanges } from "./rewritten.ts";

/** What is read for a school, in this order. */
export const resourceNames = [
  "connection",
  "terms",
  "calendar",
  "bell_schedule",
  "absence_codes",
  "students",
  "enrollment",
  "programs",
  "contacts",
  "sections",
  "rosters",
  "attendance",
] as const;
/** What is read for the district, which is school 0. */
const ofDistrict = ["schools", "staff", "courses"] as const;
export type ResourceName = (typeof resourceNames)[number] | (typeof ofDistrict)[number];
export const everyResource: readonly ResourceName[] = [...resourceNames, ...ofDistrict];

export type Counts = {
  read: number;
  appeared: number;
  changed: number;
  vanished: number;
  unchanged: number;
  quarantined: number;
};

export type QuarantineKind = "invalid" | "unknown_code" | "unknown_pupil" | "outside_window";

/** A row that did not fit; `raw` holds only fields that the product reads. */
export type Misfit = {
  key: string;
  reason: string;
  kind: QuarantineKind;
  code: string | null;
  raw: unknown;
};

/** What was read over HTTP, and how to write it in one transaction. */
export type Reading = {
  read: number;
  window?: DayWindow;
  /** Further schools whose rows are written; the district's own run writes those of all. */
  schools?: readonly number[];
  write(tx: Tx): Promise<Written>;
};

export type Written = {
  appeared: number;
  changed: number;
  vanished: number;
  /** Row by row, for the record of changes. */
  tables?: readonly TableChanges[];
  misfits: readonly Misfit[];
  /** Which rows in quarantine were read again, so that those that fit now are settled. */
  reread: "all" | "none" | DayWindow;
};

/** What every resource of one run is given. */
export type Run = {
  context: Context;
  aeries: AeriesClient;
  schoolId: number;
  /** The calendar year that the school year starts in. */
  year: number;
  full: boolean;
  batch: string;
  startedBy: number | null;
  signal: AbortSignal;
  /** Aeries' own clock, to ask what changed since. */
  aeriesClock: AeriesClock | null;
};

/** How far Aeries' clock is ahead of ours, and its offset from UTC. */
export type AeriesClock = { aheadMs: number; offset: string };

/** The last time that a resource was read whole or in part without failure. */
export type LastRead = { startedAt: Temporal.Instant } | null;

export type Resource = {
  name: ResourceName;
  /** Not read in a run in which one of these failed. */
  needs: readonly ResourceName[];
  read(run: Run, last: LastRead): Promise<AeriesResult<Reading>>;
};

/** Aeries sent nothing where there was much: far likelier its trouble than the truth. */
export class NothingWhereMuchWas extends Error {
  override name = "NothingWhereMuchWas";
}
