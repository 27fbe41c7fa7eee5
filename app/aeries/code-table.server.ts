import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { type Category, categoryFromFlags } from "#app/attendance/category.ts";

export type CodeLine = {
  code: string;
  title: string;
  /** Null for a code that marks carry and no table has. */
  inTable: "now" | "once" | null;
  /** What its flags come to, in a sentence. */
  flagsSay: string;
  flagCategory: Category | null;
  chosenCategory: Category | null;
};

type Row = {
  code: string;
  title: string;
  type_code: number;
  counts_for_ada: boolean;
  is_suspension: boolean;
  is_partial_day_truant: boolean;
  is_temporarily_not_enrolled: boolean;
  independent_study: string;
  flag_category: Category | null;
  chosen_category: Category | null;
  retired: boolean;
};

const strange = "Aeries' table does not have this code, but marks carry it.";

/** Every code of the school: its table, and codes that only waiting rows carry. */
export async function readCodeTable(tx: Tx, schoolId: number): Promise<CodeLine[]> {
  const known = await tx.execute<Row>(
    sql`select * from absence_code where school_id = ${schoolId} order by retired, code`,
  );
  const strangers = await tx.execute<{ code: string }>(sql`select distinct q.code from quarantine q
    where q.school_id = ${schoolId} and q.kind = 'unknown_code' and q.settled_at is null
      and not exists (select 1 from absence_code a where a.school_id = q.school_id and a.code = q.code) order by 1`);
  return [
    ...strangers.map(({ code }): CodeLine => {
      const none = { inTable: null, flagCategory: null, chosenCategory: null };
      return { code, title: "", flagsSay: strange, ...none };
    }),
    ...known.map(
      (row): CodeLine => ({
        code: row.code,
        title: row.title,
        inTable: row.retired ? "once" : "now",
        flagsSay: flagsOf(row),
        flagCategory: row.flag_category,
        chosenCategory: row.chosen_category,
      }),
    ),
  ];
}

const flagsOf = (row: Row): string =>
  categoryFromFlags({
    typeCode: row.type_code,
    countsForAda: row.counts_for_ada,
    isSuspension: row.is_suspension,
    isPartialDayTruant: row.is_partial_day_truant,
    isTemporarilyNotEnrolled: row.is_temporarily_not_enrolled,
    independentStudyCode: row.independent_study,
  }).reason;
