import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { term } from "#drizzle/schema/school.ts";
import type { Term } from "./copied-series.ts";
import { termsWithout } from "./term-gap.ts";

/** The terms of this school year in which a school has no recovery session that was not cancelled (AR-LEA-3). */
export async function termsWithoutSession(
  tx: Tx,
  schoolId: number,
  today: Temporal.PlainDate,
): Promise<Term[]> {
  const terms = await tx
    .select({ title: term.title, startsOn: term.startsOn, endsOn: term.endsOn })
    .from(term)
    .where(and(eq(term.schoolId, schoolId), eq(term.schoolYear, schoolYearOf(today))))
    .orderBy(asc(term.startsOn), asc(term.endsOn));
  const first = terms[0]?.startsOn;
  if (first === undefined) return [];
  const last = terms
    .map(({ endsOn }) => endsOn)
    .toSorted(Temporal.PlainDate.compare)
    .at(-1)!;
  const rows = await tx.execute<{ date: string }>(sql`
    select distinct s.on_date::text as date from recovery_session s
    where s.school_id = ${schoolId} and s.on_date between ${first.toString()}::date and ${last.toString()}::date
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)`);
  return termsWithout(
    terms,
    rows.map(({ date }) => Temporal.PlainDate.from(date)),
  );
}
