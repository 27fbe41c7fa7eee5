import type { District } from "#sandbox/district/model.ts";
import { type Change, differences } from "./changes.ts";

type Changed = Omit<Change, "at">;

/** What changed in the district, to be asked since any moment, also one before this server was started. */
export interface Feed {
  /** Notes at a moment of the server's clock how the district changed. */
  note(before: District, after: District, at: Temporal.PlainDateTime): void;
  since(moment: Temporal.PlainDateTime): Changed[];
  /** How much was noted since the start. */
  noted(): number;
  forget(): void;
}

/**
 * A real Aeries keeps its feed when it is started anew. Here the days before the start are compared when they are
 * asked for, since the district of any day can be had.
 * @param atStart the district as the server was started with it
 * @param on the district on an earlier day; null when that day is in a year whose records are not comparable
 */
export function createFeed(atStart: District, on: (day: Temporal.PlainDate) => District | null): Feed {
  let noted: Change[] = [];
  const earlier = new Map<string, Changed[]>();
  const beforeStart = (day: Temporal.PlainDate): Changed[] => {
    const known = earlier.get(day.toString());
    if (known) return known;
    const found = differences(on(day) ?? emptied(atStart), atStart);
    earlier.set(day.toString(), found);
    return found;
  };
  return {
    note: (before, after, at) => {
      noted.push(...differences(before, after).map((one) => ({ ...one, at })));
    },
    since: (moment) => {
      const day = moment.toPlainDate();
      const first = Temporal.PlainDate.compare(day, atStart.today) < 0 ? beforeStart(day) : [];
      return [...first, ...noted.filter(({ at }) => Temporal.PlainDateTime.compare(at, moment) >= 0)];
    },
    noted: () => noted.length,
    forget: () => {
      noted = [];
    },
  };
}

/** Before any record of its year. */
const emptied = (district: District): District => ({
  ...district,
  students: [],
  enrollments: [],
  programs: [],
  rosters: [],
});
