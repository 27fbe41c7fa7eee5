import { type DayCounts, isChronic, isStateCounted } from "#app/attendance/rate.ts";

/** One pupil's whole days: expected, absent for any reason, and recovered of those. */
export type PupilDays = DayCounts & { recovered: number };

/** Pupils whom the state counts, and how many of them are chronic absentees by the official and the alternate rate. */
export type ChronicCounts = { counted: number; official: number; alternate: number };

/**
 * Chronic absentees as the state counts them (EC 60901(c)(1)), which recovery does not change, and beside them by the
 * alternate rate that takes recovered days off (AR-REP-7). The state's own formula is not known; this is the working
 * form (absences − recovered days) / expected days.
 */
export function chronicCounts(pupils: readonly PupilDays[]): ChronicCounts {
  const counted = pupils.filter(isStateCounted);
  const still = ({ expected, absent, recovered }: PupilDays) => ({
    expected,
    absent: Math.max(0, absent - recovered),
  });
  return {
    counted: counted.length,
    official: counted.filter(isChronic).length,
    alternate: counted.filter((pupil) => isChronic(still(pupil))).length,
  };
}

/** The counts in words, for the page. */
export function chronicFacts({ counted, official, alternate }: ChronicCounts) {
  const share = (count: number) =>
    counted === 0
      ? "no pupil has 31 expected days yet"
      : `${count.toLocaleString("en-US")} of ${counted.toLocaleString("en-US")} pupils, ${((100 * count) / counted).toFixed(1)} percent`;
  return [
    { term: "Official rate", is: share(official) },
    { term: "Alternate rate, recovered days taken off", is: share(alternate) },
  ];
}
