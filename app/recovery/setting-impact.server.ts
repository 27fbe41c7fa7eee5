import { sql } from "drizzle-orm";
import { byDate, isAfter } from "#app/calendar/day.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { readClaimableYear } from "./claimable-year.server.ts";
import { readSettingsHistory } from "./district-settings.server.ts";
import type { ChosenSetting } from "./setting-form.ts";
import { type SettingImpact, settingImpact } from "./setting-impact.ts";
import { settingsByDay, writtenOn } from "./settings-by-day.ts";
import { amountsFrom, amountsInForce, type WrittenName, type WrittenSetting } from "./settings-in-force.ts";

/**
 * The difference that a choice would make, by school with its name. `follows`: the day of the choice that is written
 * down already and follows it, or null.
 */
export type DistrictImpact = SettingImpact & {
  names: ReadonlyMap<number, string>;
  follows: Temporal.PlainDate | null;
};

/**
 * What the credits and claims of this school year up to today would come to all over the district, if a setting or an
 * amount had another value from its day on. Only sums leave here, no pupil.
 */
export async function readSettingImpact(
  context: Context,
  name: WrittenName,
  chosen: Pick<ChosenSetting, "value" | "effectiveFrom">,
): Promise<DistrictImpact> {
  const through = context.clock.today();
  const schools = await context.door.asVisitor((tx) =>
    tx.execute<{ id: number; name: string }>(sql`select id, name from school order by id`),
  );
  const schoolIds = schools.map(({ id }) => id);
  const { timeZone } = context.settings;
  const year = { schoolIds, schoolYear: schoolYearOf(through), through, timeZone };
  const reason = "what another setting of recovery would do to this year's claims";
  return context.door.asSystem(reason, schoolIds, async (tx) => {
    const history = await readSettingsHistory(tx);
    const changed = withChoice(history, name, chosen, through);
    const amounts = (written: readonly WrittenSetting[]) =>
      amountsFrom(amountsInForce(writtenOn(written, through)));
    const [settings, others] = [settingsByDay(history), settingsByDay(changed)];
    const { facts } = await readClaimableYear(tx, { ...year, history });
    const { facts: then } = await readClaimableYear(tx, { ...year, history: changed });
    return {
      ...settingImpact(
        { settings, facts, amounts: amounts(history) },
        { settings: others, facts: then, amounts: amounts(changed) },
        through,
      ),
      follows: nextAfter(history, name, chosen.effectiveFrom, through),
      names: new Map(schools.map(({ id, name: schoolName }) => [id, schoolName])),
    };
  });
}

/** The day of the next choice of the same name that has come by now, or null. */
function nextAfter(
  history: readonly WrittenSetting[],
  name: WrittenName,
  day: Temporal.PlainDate,
  through: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const later = history
    .filter(
      (row) => row.name === name && isAfter(row.effectiveFrom, day) && !isAfter(row.effectiveFrom, through),
    )
    .map(({ effectiveFrom }) => effectiveFrom);
  return later.toSorted(byDate)[0] ?? null;
}

/** The history with the choice in it; one that is yet to come as if it had held since July 1, alone. */
function withChoice(
  history: readonly WrittenSetting[],
  name: WrittenName,
  { value, effectiveFrom }: Pick<ChosenSetting, "value" | "effectiveFrom">,
  today: Temporal.PlainDate,
): WrittenSetting[] {
  const toCome = isAfter(effectiveFrom, today);
  const from = toCome ? fiscalYearBounds(schoolYearOf(today)).from : effectiveFrom;
  const id = Math.max(0, ...history.map((row) => row.id)) + 1;
  const chosen = { id, name, value, effectiveFrom: from, verifiedBy: "", verifiedOn: today, source: "" };
  return [...history.filter((row) => !(toCome && row.name === name)), chosen];
}
