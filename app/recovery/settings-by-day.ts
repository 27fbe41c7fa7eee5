import { byDate, isAfter } from "#app/calendar/day.ts";
import { isSettingName, type RecoverySettings } from "./settings.ts";
import {
  type SettingInForce,
  settingsFrom,
  settingsInForce,
  type WrittenSetting,
} from "./settings-in-force.ts";

/** Something that may be another on another date. */
export type ByDay<T> = (date: Temporal.PlainDate) => T;

/** Settings that are the same on every date, or the settings by date. */
export type Given<T extends object = RecoverySettings> = T | ByDay<T>;

/** The settings as they hold on a date. */
export const settingsOn = <T extends object>(given: Given<T>, date: Temporal.PlainDate): T =>
  typeof given === "function" ? (given as ByDay<T>)(date) : given;

/** Of each name the row that holds on a date: the one that took effect last, the newest of those of one day. */
export function writtenOn(history: readonly WrittenSetting[], date: Temporal.PlainDate): WrittenSetting[] {
  const inForce = new Map<string, WrittenSetting>();
  for (const row of history) {
    if (isAfter(row.effectiveFrom, date)) continue;
    const known = inForce.get(row.name);
    if (known === undefined || later(row, known)) inForce.set(row.name, row);
  }
  return [...inForce.values()];
}

const later = (one: WrittenSetting, other: WrittenSetting) =>
  (byDate(one.effectiveFrom, other.effectiveFrom) || one.id - other.id) > 0;

/**
 * The settings of every date, from all that the district ever wrote down: a choice holds from its day on, so that what
 * was done before is counted as it was then. Few days have a change, and very many dates are asked.
 */
export function settingsByDay(history: readonly WrittenSetting[]): ByDay<RecoverySettings> {
  const begins = history
    .filter(({ name }) => isSettingName(name))
    .map(({ effectiveFrom }) => effectiveFrom)
    .toSorted(byDate)
    .filter((day, index, all) => index === 0 || !all[index - 1]!.equals(day));
  const spans = begins.toReversed().map((from) => ({ from, settings: inForceOn(history, from) }));
  const before = settingsFrom(settingsInForce([]));
  return (date) => spans.find(({ from }) => !isAfter(from, date))?.settings ?? before;
}

const inForceOn = (history: readonly WrittenSetting[], date: Temporal.PlainDate) =>
  settingsFrom(settingsInForce(writtenOn(history, date)));

/** A setting with the days of a report on which it held: `through` null where it held to the end. */
export type SettingUsedIn = SettingInForce & { through: Temporal.PlainDate | null };

/** Every setting that held on some day of a span, in the order of the product and of time. */
export function settingsUsedIn(
  history: readonly WrittenSetting[],
  { from, through }: { from: Temporal.PlainDate; through: Temporal.PlainDate },
): SettingUsedIn[] {
  const changes = history
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((day) => isAfter(day, from) && !isAfter(day, through))
    .toSorted(byDate);
  const used: SettingUsedIn[] = [];
  for (const day of [from, ...changes])
    for (const setting of settingsInForce(writtenOn(history, day))) {
      const known = used.findLast(({ name }) => name === setting.name);
      if (known !== undefined && known.written?.id === setting.written?.id) continue;
      if (known !== undefined) known.through = day.subtract({ days: 1 });
      used.push({ ...setting, through: null });
    }
  const order = settingsInForce([]).map(({ name }) => name);
  return used.toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}
