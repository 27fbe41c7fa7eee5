/** Whole days: `expected` enrolled and taught, `absent` of them for any reason. */
export type DayCounts = { expected: number; absent: number };

/** How much of school a pupil misses, as Attendance Works divides it: under 5, 10 and 20 percent, and over. */
export type AbsenceBand = "satisfactory" | "at_risk" | "moderate_chronic" | "severe_chronic";

export const bandLabels: Record<AbsenceBand, string> = {
  satisfactory: "Satisfactory",
  at_risk: "At risk",
  moderate_chronic: "Chronic, moderate",
  severe_chronic: "Chronic, severe",
};

/** The share of expected days attended, 0 to 1, or null when none was expected. For showing; never compare it. */
export function attendanceRate({ expected, absent }: DayCounts): number | null {
  return expected > 0 ? (expected - absent) / expected : null;
}

/** The share of expected days absent, 0 to 1, or null when none was expected. For showing; never compare it. */
export function absenceRate({ expected, absent }: DayCounts): number | null {
  return expected > 0 ? absent / expected : null;
}

/** A chronic absentee: absent on 10 percent or more of days enrolled and taught (EC 60901(c)(1)). In integers. */
export function isChronic({ expected, absent }: DayCounts): boolean {
  return expected > 0 && 10 * absent >= expected;
}

/** Does the state count the pupil in its chronic rate? From 31 expected days (CALPADS, DataQuest: more than 30). */
export function isStateCounted({ expected }: Pick<DayCounts, "expected">): boolean {
  return expected >= 31;
}

export function absenceBand({ expected, absent }: DayCounts): AbsenceBand | null {
  if (expected <= 0) return null;
  if (5 * absent >= expected) return "severe_chronic";
  if (10 * absent >= expected) return "moderate_chronic";
  return 20 * absent >= expected ? "at_risk" : "satisfactory";
}

/** Where a pupil stands, with the sentence that says whether the state counts it. */
export type ChronicStanding = {
  chronic: boolean;
  stateCounted: boolean;
  band: AbsenceBand | null;
  note: string;
};

export function chronicStanding(counts: DayCounts): ChronicStanding {
  const chronic = isChronic(counts);
  const stateCounted = isStateCounted(counts);
  const days = `${counts.absent} of ${counts.expected} days absent`;
  const standing = chronic ? "chronically absent" : "not chronically absent";
  const early = stateCounted ? "" : " Early: the state counts a pupil from 31 expected days.";
  return { chronic, stateCounted, band: absenceBand(counts), note: `${days}, ${standing}.${early}` };
}

/** Largest count of pupils that could tell who they are, in what is shown beyond those who work with them. */
const smallest = 10;

const isSmall = (pupils: number) => pupils >= 1 && pupils <= smallest;

export type Cell<K> = { key: K; count: number };
export type ShownCell<K> = { key: K; shown: number | null };

/**
 * Counts of pupils safe to show beside their total: 1 to 10 become null, and so does as much beside them as keeps
 * subtraction from the total from giving them back, smallest counts first; where nothing is left for that, the total
 * is hidden, as a total of 1 to 10 is (34 CFR 99.31(b); CDE shows 11 and more). Cells keep their order; they must not overlap.
 */
export function suppressSmall<K>(cells: readonly Cell<K>[]): { cells: ShownCell<K>[]; total: number | null } {
  const hidden = new Set(cells.filter(({ count }) => isSmall(count)));
  const larger = cells
    .filter(({ count }) => count > smallest)
    .toSorted((one, other) => one.count - other.count);
  while (givenAway([...hidden]) && larger.length > 0) hidden.add(larger.shift() as Cell<K>);
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  return {
    cells: cells.map((cell) => ({ key: cell.key, shown: hidden.has(cell) ? null : cell.count })),
    total: isSmall(total) || givenAway([...hidden]) ? null : total,
  };
}

/** Would the sum of what is hidden tell the counts? One alone does; so do all ones, or all tens. */
function givenAway<K>(hidden: readonly Cell<K>[]): boolean {
  const sum = hidden.reduce((total, { count }) => total + count, 0);
  return (
    hidden.length > 0 && (hidden.length === 1 || sum === hidden.length || sum === smallest * hidden.length)
  );
}

/** A percentage of a group safe to show, or null: neither the group nor a part of it may be 1 to 10 pupils. */
export function shownPercent({ count, of }: { count: number; of: number }): number | null {
  return of <= smallest || isSmall(count) || isSmall(of - count) ? null : (100 * count) / of;
}
