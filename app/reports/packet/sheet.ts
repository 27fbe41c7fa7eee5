import type { SettingUsedIn } from "#app/recovery/settings-by-day.ts";
import { settingsUsed } from "#app/recovery/settings-used.ts";

/** A sheet of the packet as text: the same for the screen, paper and PDF. */
export type Fact = { term: string; is: string };
export type SheetTable = { caption: string; heads: readonly string[]; rows: readonly (readonly string[])[] };
export type Part = { title: string; facts: readonly Fact[]; tables: readonly SheetTable[] };
/** `warnings`: what an auditor should look at first. */
export type Sheet = { title: string; lead: string; warnings: readonly string[]; parts: readonly Part[] };

/** What the sheets of one packet share. */
export type SheetWords = {
  schoolNames: ReadonlyMap<number, string>;
  timeZone: string;
  /** The district's settings, each as a sentence. */
  settings: readonly Fact[];
};

const figures = new Intl.NumberFormat("en-US");
/** "12,345". With a formatter made once: a sheet has several figures. */
export const figure = (count: number) => figures.format(count);

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${figure(count)} ${count === 1 ? one : many}`;

export const schoolIn = ({ schoolNames }: Pick<SheetWords, "schoolNames">, schoolId: number) =>
  schoolNames.get(schoolId) ?? `School ${schoolId}`;

/** The words for the sheets of what was read at one time. */
export function sheetWords(
  read: Pick<SheetWords, "schoolNames"> & { settingsUsed: readonly SettingUsedIn[] },
  timeZone: string,
): SheetWords {
  const settings = settingsUsed(read.settingsUsed).map(({ term, is, from }) => ({
    term,
    is: `${is}. ${from}`,
  }));
  return { schoolNames: read.schoolNames, timeZone, settings };
}
