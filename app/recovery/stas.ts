import { mostDaysInYear } from "./claim.ts";

/** Attendance recovery days of one pupil at the school where the absences happened (STAS 13.24, AR-REP-5). */
export type StasRow = {
  pupilId: number;
  stateId: string | null;
  schoolId: number;
  cdsCode: string | null;
  days: number;
};

/** What CALPADS would refuse, or could not place, with the rule's number there and the pupil it names. */
export type StasProblem = {
  check: "STAS0739" | "STAS0740E1" | "SSID" | "CDS";
  pupilId: number;
  schoolId: number | null;
  sentence: string;
};

/** The identity of the file (STAS0318) leaves 13.24 out of its sum, so recovery changes none of its other fields. */
export const stas0318 =
  "STAS0318: days enrolled (13.15) are the sum of fields 13.16 to 13.22. Recovered days (13.24) stay outside this sum: absences are reported as they were.";

/**
 * The checks that CALPADS makes of field 13.24, made before the file leaves: whole days from 0 to 10 (STAS0739,
 * AR-CAP-3), at most 10 for one pupil over all schools (STAS0740E1, AR-CAP-2), and that pupil and school can be named.
 */
export function checkStas(rows: readonly StasRow[]): StasProblem[] {
  const problems: StasProblem[] = [];
  for (const { pupilId, schoolId, stateId, cdsCode, days } of rows) {
    const at = { pupilId, schoolId };
    if (!Number.isInteger(days) || days < 0 || days > mostDaysInYear)
      problems.push({
        check: "STAS0739",
        ...at,
        sentence: `${days} days: it must be a whole number from 0 to ${mostDaysInYear}.`,
      });
    if (stateId === null || !/^\d{10}$/.test(stateId.trim()))
      problems.push({
        check: "SSID",
        ...at,
        sentence: "Aeries has no state ID of ten digits for this pupil.",
      });
    if (cdsCode === null || cdsCode.trim() === "")
      problems.push({ check: "CDS", ...at, sentence: "Aeries has no CDS code for this school." });
  }
  for (const [pupilId, its] of Map.groupBy(rows, (row) => row.stateId?.trim() || row.pupilId)) {
    const total = its.reduce((sum, { days }) => sum + days, 0);
    if (its.length > 1 && total > mostDaysInYear)
      problems.push({
        check: "STAS0740E1",
        pupilId: its[0]?.pupilId ?? Number(pupilId),
        schoolId: null,
        sentence: `${total} days over ${its.length} schools: at most ${mostDaysInYear} may be reported for one pupil.`,
      });
  }
  return problems;
}

/** The lines of the file: a head, then one line a pupil and school, by school and pupil. */
export const stasLines = (rows: readonly StasRow[]): string[][] => [
  ["SSID", "School of Attendance (CDS)", "Attendance Recovery Days (13.24)"],
  ...rows.map(({ stateId, cdsCode, days }) => [stateId?.trim() ?? "", cdsCode?.trim() ?? "", String(days)]),
];
