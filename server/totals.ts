import { Counter, Gauge, type Registry } from "prom-client";

type BySchool = { school: string | number; value: number };

/**
 * Numbers that staff read as totals. They come from the database at scrape time, so they survive restarts and agree
 * across replicas. What is left out is absent from the metrics.
 */
export type Totals = {
  /** Open sessions from today on. */
  recoverySessionsActive?: readonly BySchool[];
  /** Sessions ever created. */
  recoverySessionsScheduled?: readonly BySchool[];
  /** Finished readings from Aeries, by what was read and how it ended: "ok", or "error", also when it was cut short. */
  aeriesSyncOperations?: readonly { resource: string; outcome: string; value: number }[];
  truancyLetters?: readonly (BySchool & { letter: string })[];
  sarbReferrals?: readonly BySchool[];
  /** 0 to 1: today's so far, the last school day's until the first register. */
  attendanceRate?: readonly BySchool[];
  /** Whether every compliance check passes. */
  ferpaCompliant?: boolean;
  ferpaViolations?: readonly { check: string; value: number }[];
  /** Whether the checks of row scoping, encryption and redaction pass. */
  studentDataProtected?: boolean;
};

type Sample = { value: number; labels: Record<string, string> };

const bySchool = (rows?: readonly BySchool[]) =>
  rows?.map(({ school, value }) => ({ value, labels: { school: String(school) } }));
const flag = (value?: boolean) => (value === undefined ? undefined : [{ value: value ? 1 : 0, labels: {} }]);

/** Puts the totals into a registry that is made for one scrape. */
export function addTotals(registry: Registry, totals: Totals): void {
  const put = (
    type: "gauge" | "counter",
    name: string,
    help: string,
    labels: string[],
    samples?: Sample[],
  ) => {
    if (!samples) return;
    const settings = { name, help, labelNames: labels, registers: [registry] };
    if (type === "gauge") {
      const gauge = new Gauge(settings);
      for (const sample of samples) gauge.set(sample.labels, sample.value);
    } else {
      const counter = new Counter(settings);
      for (const sample of samples) counter.inc(sample.labels, sample.value);
    }
  };
  const school = ["school"];
  const letters = totals.truancyLetters?.map((row) => ({
    value: row.value,
    labels: { school: String(row.school), letter: row.letter },
  }));
  const violations = totals.ferpaViolations?.map(({ check, value }) => ({ value, labels: { check } }));

  put(
    "gauge",
    "recovery_sessions_active",
    "Open recovery sessions from today on.",
    school,
    bySchool(totals.recoverySessionsActive),
  );
  put(
    "counter",
    "recovery_sessions_scheduled",
    "Recovery sessions created.",
    school,
    bySchool(totals.recoverySessionsScheduled),
  );
  put(
    "counter",
    "aeries_sync_operations_total",
    "Readings from Aeries that ended; one that was cut short is an error.",
    ["resource", "outcome"],
    totals.aeriesSyncOperations?.map(({ resource, outcome, value }) => ({
      value,
      labels: { resource, outcome },
    })),
  );
  put("counter", "truancy_letters", "Letters issued.", ["school", "letter"], letters);
  put("counter", "sarb_referrals", "Referrals made.", school, bySchool(totals.sarbReferrals));
  put(
    "gauge",
    "attendance_rate",
    "Today's rate so far, or the last school day's.",
    school,
    bySchool(totals.attendanceRate),
  );
  put("gauge", "ferpa_compliance_status", "1 while every check passes.", [], flag(totals.ferpaCompliant));
  put("counter", "ferpa_violation_total", "Violations ever found.", ["check"], violations);
  put(
    "gauge",
    "student_data_protection",
    "1 while the protection checks pass.",
    [],
    flag(totals.studentDataProtected),
  );
}
