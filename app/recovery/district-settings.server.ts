import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { RecoveryAmounts } from "./amounts.ts";
import type { RecoverySettings } from "./settings.ts";
import { type ByDay, settingsByDay } from "./settings-by-day.ts";
import {
  type AmountInForce,
  amountsFrom,
  amountsInForce,
  type MakeupCodeInForce,
  makeupCodeInForce,
  type SettingInForce,
  settingsFrom,
  settingsInForce,
  type WrittenSetting,
} from "./settings-in-force.ts";

type Row = Omit<WrittenSetting, "effectiveFrom" | "verifiedOn"> & {
  effectiveFrom: string;
  verifiedOn: string;
};

/** What a report prints and works with: the choices the law leaves open, and the amounts, as they hold on a day. */
export type DistrictSettings = {
  settings: RecoverySettings;
  settingsInForce: SettingInForce[];
  amounts: RecoveryAmounts;
  amountsInForce: AmountInForce[];
  makeupCode: MakeupCodeInForce;
};

/**
 * The district's settings of recovery on a day: of each name the row that took effect last, the newest where two took
 * effect on the same day; the conservative default where there is none. One statement.
 * @param on the day, or the SQL of a day that the reader does not know yet
 */
export async function readRecoverySettings(tx: Tx, on: Temporal.PlainDate | SQL): Promise<RecoverySettings> {
  return settingsFrom(settingsInForce(await writtenOn(tx, on)));
}

/** Dollars per ADA by grade span, and the days that make one ADA; null where the district has entered none. */
export async function readAmounts(tx: Tx, on: Temporal.PlainDate): Promise<RecoveryAmounts> {
  return amountsFrom(amountsInForce(await writtenOn(tx, on)));
}

/** Settings and amounts together, each with where it comes from, in one statement. */
export async function readDistrictSettings(tx: Tx, on: Temporal.PlainDate): Promise<DistrictSettings> {
  const written = await writtenOn(tx, on);
  const [settings, amounts] = [settingsInForce(written), amountsInForce(written)];
  return {
    settings: settingsFrom(settings),
    settingsInForce: settings,
    amounts: amountsFrom(amounts),
    amountsInForce: amounts,
    makeupCode: makeupCodeInForce(written),
  };
}

const columns = sql`id::int, name, value, effective_from::text as "effectiveFrom", verified_by as "verifiedBy",
  verified_on::text as "verifiedOn", source`;
const read = (row: Row): WrittenSetting => ({
  ...row,
  effectiveFrom: Temporal.PlainDate.from(row.effectiveFrom),
  verifiedOn: Temporal.PlainDate.from(row.verifiedOn),
});

/** The settings of every date (`settingsByDay`). */
export const readSettingsByDay = async (tx: Tx): Promise<ByDay<RecoverySettings>> =>
  settingsByDay(await readSettingsHistory(tx));

/** All that the district ever wrote down: what the settings of every date follow from. */
export async function readSettingsHistory(tx: Tx): Promise<WrittenSetting[]> {
  return (await tx.execute<Row>(sql`select ${columns} from district_setting order by id`)).map(read);
}

async function writtenOn(tx: Tx, on: Temporal.PlainDate | SQL): Promise<WrittenSetting[]> {
  const day = on instanceof Temporal.PlainDate ? sql`${on.toString()}::date` : on;
  const rows = await tx.execute<Row>(sql`
    select distinct on (name) ${columns} from district_setting where effective_from <= ${day}
    order by name, effective_from desc, id desc`);
  return rows.map(read);
}
