import { madeUpThrough } from "./claim.ts";
import type { PeriodEnds } from "./claim-period.ts";
import type { YearFacts } from "./year-claims.ts";

/**
 * The days recovered, one an absence, that lists out of Aeries name within the period of their school and that were not
 * claimed here: they count toward the same ten and stand on the same line of the report (AR-CAP-2, AR-REP-2).
 */
export function listedThrough(facts: YearFacts, ends: PeriodEnds) {
  return [...facts.pupils.values()].flatMap(({ pupilId, alreadyClaimed }) =>
    alreadyClaimed
      .filter((made) => {
        const end = ends.get(made.schoolId);
        return made.countsAsRecovery && end !== undefined && madeUpThrough([made], end).length > 0;
      })
      .map(({ schoolId, date }) => ({ schoolId, pupilId, date })),
  );
}
