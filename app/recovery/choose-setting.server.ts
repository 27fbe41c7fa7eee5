import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import { allSchools } from "#app/access/schools.server.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import { formatDay } from "#app/calendar/day.ts";
import type { Jobs } from "#app/context.ts";
import { districtSetting } from "#drizzle/schema/district.ts";
import type { ChosenSetting } from "./setting-form.ts";
import type { WrittenName, WrittenSetting } from "./settings-in-force.ts";

/** A row of a setting's history. `by`: who wrote it down. */
export type SettingEntry = WrittenSetting & { by: string; at: Temporal.Instant };

type Row = Omit<SettingEntry, "effectiveFrom" | "verifiedOn" | "at"> & {
  effectiveFrom: string;
  verifiedOn: string;
  at: string;
};

/** All that was ever written down for a setting or an amount, newest first. */
export async function readSettingHistory(tx: Tx, name: WrittenName): Promise<SettingEntry[]> {
  const rows = await tx.execute<Row>(sql`
    select d.id::int, d.name, d.value, d.effective_from::text as "effectiveFrom", d.verified_by as "verifiedBy",
      d.verified_on::text as "verifiedOn", d.source, coalesce(u.name, 'account ' || d.by) as by,
      to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from district_setting d left join user_account u on u.id = d.by where d.name = ${name} order by d.id desc`);
  return rows.map((row) => ({
    ...row,
    effectiveFrom: Temporal.PlainDate.from(row.effectiveFrom),
    verifiedOn: Temporal.PlainDate.from(row.verifiedOn),
    at: Temporal.Instant.from(row.at),
  }));
}

/**
 * Writes down what the district chose, with its audit entry, and has claims settled anew; after another ratio, the waiting
 * lists of all schools looked at too. Nothing before is changed.
 */
export async function chooseSetting(
  tx: Tx,
  actor: Actor,
  { now, jobs }: { now: Temporal.Instant; jobs: Jobs },
  name: WrittenName,
  chosen: ChosenSetting,
): Promise<void> {
  const before = (await readSettingHistory(tx, name))[0];
  await tx.insert(districtSetting).values({ name, ...chosen, by: actor.userId, at: now });
  const said = ({ value, effectiveFrom, verifiedOn, source }: ChosenSetting) => ({
    value,
    effectiveFrom: formatDay(effectiveFrom),
    verifiedOn: formatDay(verifiedOn),
    source,
  });
  await recordChange(tx, authorOf(actor), now, {
    schoolId: 0,
    action: "district setting chosen",
    subject: `district setting ${name}`,
    before: before ? said(before) : null,
    after: said(chosen),
  });
  await jobs.enqueue(tx, "settle-claims", {});
  if (name !== "mixedRatio") return;
  for (const schoolId of await allSchools(tx)) await jobs.enqueue(tx, "fill-places", { schoolId });
}
