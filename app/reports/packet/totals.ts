import { gradeFromAeries } from "#app/people/grade.ts";
import { type LcffSpan, lcffSpanOf, lcffSpans } from "#app/recovery/amounts.ts";

/** A claimed day as it is counted. `grade` of the day missed, in Aeries' integers. */
export type CountedDay = { schoolId: number; pupilId: number; grade: number };

/** Days claimed and the pupils they belong to, at one school (null: all) in one grade span (null: all). */
export type TotalRow = { schoolId: number | null; span: LcffSpan | null; days: number; pupils: number };

/** By school and grade span, then each school, each span of all schools, and all. Every day is in one span of one school. */
export function packetTotals(days: readonly CountedDay[]): TotalRow[] {
  const row = (schoolId: number | null, span: LcffSpan | null): TotalRow => {
    const counted = days.filter(
      (day) => (schoolId === null || day.schoolId === schoolId) && (span === null || spanOf(day) === span),
    );
    return {
      schoolId,
      span,
      days: counted.length,
      pupils: new Set(counted.map(({ pupilId }) => pupilId)).size,
    };
  };
  const schools = [...new Set(days.map(({ schoolId }) => schoolId))].toSorted((one, other) => one - other);
  const ofSchools = schools.flatMap((id) => [...lcffSpans.map((span) => row(id, span)), row(id, null)]);
  const ofAll = [...lcffSpans.map((span) => row(null, span)), row(null, null)];
  return (schools.length > 1 ? [...ofSchools, ...ofAll] : ofAll).filter(
    ({ days, span }) => days > 0 || span === null,
  );
}

/** A grade outside TK to 12 cannot be claimed; were one there, it would stand with the highest. */
function spanOf({ grade }: CountedDay): LcffSpan {
  const known = gradeFromAeries(grade);
  return known === null ? "9_12" : lcffSpanOf(known);
}
