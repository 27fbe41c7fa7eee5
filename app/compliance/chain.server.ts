import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";

export type ChainBreak = {
  schoolId: number;
  entry: number;
  problem: "altered" | "missing before" | "missing at the end";
};

/** Where the record of changes of one school (0: the district) was tampered with. The school must be in scope. */
export async function chainBreaks(tx: Tx, schoolId: number): Promise<ChainBreak[]> {
  const rows = await tx.execute<{ entry: number; problem: ChainBreak["problem"] }>(
    sql`select id::int as entry, problem from audit_chain_breaks(${schoolId}) order by id`,
  );
  return rows.map(({ entry, problem }) => ({ schoolId, entry, problem }));
}

export type Chain = { schoolId: number; entries: number };

/** The chains in scope, by the number of their last entry. */
export async function chains(tx: Tx): Promise<Chain[]> {
  const rows = await tx.execute<Chain>(
    sql`select school_id as "schoolId", last_id::int as entries from audit_head order by school_id`,
  );
  return [...rows];
}
