import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";

export type ChainBreak = {
  schoolId: number;
  entry: number;
  problem: "altered" | "missing before" | "missing at the end";
};

/** An entry up to which nothing is broken, by its number, with its hash in hex. 0: nothing is proven. */
type Proof = { throughId: number; hash: string };
type Walk = { breaks: ChainBreak[]; proven: Proof };

const beginning: Proof = { throughId: 0, hash: "" };
/** So many are hashed in a statement: some tenths of a second, far from the limit of a job's statement. */
const entriesAPart = 20_000;

/**
 * Where the record of changes of one school (0: the district) was tampered with; the school must be in scope. Begins at
 * the last entry that was proven, if that stands as it stood, and writes down how far it is proven now.
 * @param asked.whole begin at the first entry
 */
export async function proveChain(
  tx: Tx,
  schoolId: number,
  at: Temporal.Instant,
  asked: { whole: boolean; most?: number },
): Promise<ChainBreak[]> {
  const before = await lastProof(tx, schoolId);
  const begun = asked.whole || !(await stands(tx, schoolId, before)) ? beginning : before;
  const { breaks, proven } = await walk(tx, schoolId, begun, asked.most ?? entriesAPart);
  const whole = begun === beginning;
  if (whole || proven.throughId !== before.throughId)
    await tx.execute(sql`insert into audit_proof (school_id, at, through_id, hash, whole)
      values (${schoolId}, ${at.toString()}, ${proven.throughId}, decode(${proven.hash}, 'hex'), ${whole})`);
  return breaks;
}

async function lastProof(tx: Tx, schoolId: number): Promise<Proof> {
  const [row] = await tx.execute<Proof>(sql`select through_id::int as "throughId", encode(hash, 'hex') as hash
    from audit_proof where school_id = ${schoolId} order by id desc limit 1`);
  return row ?? beginning;
}

/** Is the entry there, with that hash, and does its hash follow from what it says and from the entry before? */
async function stands(tx: Tx, schoolId: number, { throughId, hash }: Proof): Promise<boolean> {
  if (throughId === 0) return true;
  const rows = await tx.execute(sql`select 1 from audit_entry e
    left join audit_entry p on p.school_id = e.school_id and p.id = e.id - 1
    where e.school_id = ${schoolId} and e.id = ${throughId} and e.hash = decode(${hash}, 'hex')
      and e.hash = sha256(coalesce(p.hash, ''::bytea) || convert_to(audit_text(e), 'UTF8'))`);
  return rows.length === 1;
}

/** The parts of a chain one after the other. Proven is the end of the last part before the first break. */
async function walk(tx: Tx, schoolId: number, begun: Proof, most: number): Promise<Walk> {
  const breaks: ChainBreak[] = [];
  let [at, proven] = [begun, begun];
  for (;;) {
    const rows = await tx.execute<{
      entry: number;
      problem: ChainBreak["problem"] | null;
      hash: string | null;
      ends: boolean | null;
    }>(
      sql`select id::int as entry, problem, encode(hash, 'hex') as hash, ends
        from audit_chain_part(${schoolId}, ${at.throughId}, decode(${at.hash}, 'hex'), ${most}) order by id, problem`,
    );
    for (const { entry, problem } of rows) if (problem !== null) breaks.push({ schoolId, entry, problem });
    const last = rows.find((row) => row.problem === null);
    if (last) at = { throughId: last.entry, hash: last.hash ?? "" };
    if (breaks.length === 0) proven = at;
    if (!last || last.ends) return { breaks, proven };
  }
}

export type Chain = {
  schoolId: number;
  entries: number;
  /** When all of it was last checked; null before the first time. */
  wholeAt: Temporal.Instant | null;
};

/** The chains in scope, by the number of their last entry. */
export async function chains(tx: Tx): Promise<Chain[]> {
  const rows = await tx.execute<{ schoolId: number; entries: number; wholeAt: string | null }>(
    sql`select h.school_id as "schoolId", h.last_id::int as entries,
        (select max(p.at)::text from audit_proof p where p.school_id = h.school_id and p.whole) as "wholeAt"
      from audit_head h order by h.school_id`,
  );
  return rows.map((row) => ({
    ...row,
    wholeAt: row.wholeAt === null ? null : Temporal.Instant.from(row.wholeAt),
  }));
}
