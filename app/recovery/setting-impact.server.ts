import { sql } from "drizzle-orm";
import { isAfter } from "#app/calendar/day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { type AmountName, amountField, isAmountName } from "./amounts.ts";
import { type DistrictSettings, readDistrictSettings } from "./district-settings.server.ts";
import { readHeldSessions } from "./holds.server.ts";
import type { ChosenSetting } from "./setting-form.ts";
import { type SettingImpact, settingImpact } from "./setting-impact.ts";
import type { SettingName } from "./settings.ts";
import { amountsFrom, settingsFrom } from "./settings-in-force.ts";
import { readYearFacts } from "./year-facts.server.ts";

/**
 * The difference that a choice would make, by school with its name. `follows`: a choice dated after it that holds
 * today all the same, or null.
 */
export type DistrictImpact = SettingImpact & {
  names: ReadonlyMap<number, string>;
  follows: Temporal.PlainDate | null;
};

/**
 * What the credits and claims of this school year up to today would come to all over the district, if a setting or an
 * amount had another value. Reads the year once; only sums leave here, no pupil.
 */
export async function readSettingImpact(
  context: Context,
  name: SettingName | AmountName,
  chosen: Pick<ChosenSetting, "value" | "effectiveFrom">,
): Promise<DistrictImpact> {
  const through = context.clock.today();
  const schools = await context.door.asVisitor((tx) =>
    tx.execute<{ id: number; name: string }>(sql`select id, name from school order by id`),
  );
  const schoolIds = schools.map(({ id }) => id);
  const year = { schoolIds, schoolYear: schoolYearOf(through) };
  const reason = "what another setting of recovery would do to this year's claims";
  return context.door.asSystem(reason, schoolIds, async (tx) => {
    const present = await readDistrictSettings(tx, through);
    const follows = laterThan(chosen.effectiveFrom, present, name);
    const proposed = follows === null ? withValue(present, name, chosen.value) : present;
    const heldUnder = async ({ settings }: Pick<DistrictSettings, "settings">) =>
      new Set(
        (await readHeldSessions(tx, { ...year, settings, timeZone: context.settings.timeZone })).keys(),
      );
    const [facts, heldNow, heldThen] = await Promise.all([
      readYearFacts(tx, { ...year, through }, new Set()),
      heldUnder(present),
      heldUnder(proposed),
    ]);
    return {
      ...settingImpact(facts, { ...present, held: heldNow }, { ...proposed, held: heldThen }, through),
      follows,
      names: new Map(schools.map(({ id, name: schoolName }) => [id, schoolName])),
    };
  });
}

/** The day of the choice in force, where it comes after a day. */
function laterThan(
  day: Temporal.PlainDate,
  { settingsInForce, amountsInForce }: DistrictSettings,
  name: SettingName | AmountName,
): Temporal.PlainDate | null {
  const written = [...settingsInForce, ...amountsInForce].find((one) => one.name === name)?.written;
  return written && isAfter(written.effectiveFrom, day) ? written.effectiveFrom : null;
}

/** The same settings and amounts with one of them changed. */
function withValue(
  { settings, settingsInForce, amounts, amountsInForce }: DistrictSettings,
  name: SettingName | AmountName,
  value: string,
): Pick<DistrictSettings, "settings" | "amounts"> {
  if (isAmountName(name)) {
    const others = amountsInForce.filter((amount) => amount.name !== name);
    const changed = { name, value: amountField(name).parse(value), written: null };
    return { settings, amounts: amountsFrom([...others, changed]) };
  }
  const others = settingsInForce.filter((setting) => setting.name !== name);
  return { settings: settingsFrom([...others, { name, value, written: null }]), amounts };
}
