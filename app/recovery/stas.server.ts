import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import type { Context } from "#app/context.ts";
import { periodClaims } from "./period-claims.server.ts";
import { type SettingUsed, settingsUsed } from "./settings-used.ts";
import { checkStas, type StasProblem, type StasRow } from "./stas.ts";

/** A row with the names by which staff find it. `listed`: days of it that only Aeries has. */
export type NamedStasRow = StasRow & { listed: number; name: string; schoolName: string };
export type Stas = {
  rows: NamedStasRow[];
  problems: StasProblem[];
  until: Temporal.PlainDate;
  settings: SettingUsed[];
};

/**
 * Field 13.24 of a year, worked out anew through June 30 or today, with what CALPADS would refuse (AR-REP-5). Days that
 * were recovered in Aeries before or beside this product belong to the field: a pupil's ten are counted with them
 * (AR-CAP-2).
 */
export async function readStas(context: Context, schoolYear: number): Promise<Stas> {
  const annual = { schoolYear, period: "Annual" as const, through: null };
  const { days, listed, until, settingsUsed: used } = await periodClaims(context, annual);
  const counts = new Map<string, { pupilId: number; schoolId: number; days: number; listed: number }>();
  const count = ({ pupilId, schoolId }: { pupilId: number; schoolId: number }, fromList: 0 | 1) => {
    const key = `${schoolId} ${pupilId}`;
    const known = counts.get(key) ?? { pupilId, schoolId, days: 0, listed: 0 };
    counts.set(key, { ...known, days: known.days + 1, listed: known.listed + fromList });
  };
  for (const day of days) count(day, 0);
  for (const day of listed) count(day, 1);
  const all = [...counts.values()];
  const schoolIds = [...new Set(all.map(({ schoolId }) => schoolId))];
  const names = await context.door.asSystem("state IDs of pupils with recovered days", schoolIds, (tx) =>
    namesOf(tx, schoolIds, [...new Set(all.map(({ pupilId }) => pupilId))]),
  );
  const rows = all
    .map((row) => ({ ...row, ...(names.get(`${row.schoolId} ${row.pupilId}`) ?? unknown) }))
    .toSorted((one, other) => one.schoolId - other.schoolId || one.pupilId - other.pupilId);
  return { rows, problems: checkStas(rows), until, settings: settingsUsed(used) };
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
