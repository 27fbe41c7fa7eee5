import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import type { Context } from "#app/context.ts";
import { usualEnd } from "./claim-period.ts";
import { periodClaims } from "./period-claims.server.ts";
import { checkStas, type StasProblem, type StasRow } from "./stas.ts";

/** A row with the names by which staff find it. */
export type NamedStasRow = StasRow & { name: string; schoolName: string };
export type Stas = { rows: NamedStasRow[]; problems: StasProblem[]; until: Temporal.PlainDate };

/** Field 13.24 of a year, worked out anew through June 30 or today, with what CALPADS would refuse (AR-REP-5). */
export async function readStas(context: Context, schoolYear: number): Promise<Stas> {
  const period = { schoolYear, period: "Annual" as const, through: usualEnd("Annual", schoolYear) };
  const { days, until } = await periodClaims(context, period);
  const counts = new Map<string, { pupilId: number; schoolId: number; days: number }>();
  for (const { pupilId, schoolId } of days) {
    const key = `${schoolId} ${pupilId}`;
    const known = counts.get(key) ?? { pupilId, schoolId, days: 0 };
    counts.set(key, { ...known, days: known.days + 1 });
  }
  const schoolIds = [...new Set(days.map(({ schoolId }) => schoolId))];
  const names = await context.door.asSystem("state IDs of pupils with recovered days", schoolIds, (tx) =>
    namesOf(tx, schoolIds, [...new Set(days.map(({ pupilId }) => pupilId))]),
  );
  const rows = [...counts.values()]
    .map((row) => ({ ...row, ...(names.get(`${row.schoolId} ${row.pupilId}`) ?? unknown) }))
    .toSorted((one, other) => one.schoolId - other.schoolId || one.pupilId - other.pupilId);
  return { rows, problems: checkStas(rows), until };
}

const unknown = { stateId: null, cdsCode: null, name: "Pupil without a record", schoolName: "" };

async function namesOf(tx: Tx, schoolIds: readonly number[], pupilIds: readonly number[]) {
  const rows = await tx.execute<{
    schoolId: number;
    pupilId: number;
    stateId: string | null;
    name: string;
    schoolName: string;
    cdsCode: string | null;
  }>(sql`
    select p.school_id as "schoolId", p.pupil_id as "pupilId", p.state_id as "stateId", p.first_name || ' ' || p.last_name as name,
      s.name as "schoolName", s.cds_code as "cdsCode"
    from pupil p join school s on s.id = p.school_id
    where p.school_id = any (${ints(schoolIds)}) and p.pupil_id = any (${ints(pupilIds)})`);
  return new Map(rows.map(({ schoolId, pupilId, ...row }) => [`${schoolId} ${pupilId}`, row]));
}
