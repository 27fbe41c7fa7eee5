import { byDate, formatDay, isBefore, mondayOf } from "#app/calendar/day.ts";
import { gradeFromAeries, gradeLabel } from "#app/people/grade.ts";
import { dollarsFor, type RecoveryAmounts } from "#app/recovery/amounts.ts";
import type { PupilClaims } from "#app/recovery/year-claims.ts";
import { shortDay } from "#app/ui/written-day.ts";
import type { GainingPupil } from "./gain.ts";

/** A session of the weeks around today. `came`: pupils with a time in; null while it has not begun. */
export type SeasonSession = {
  schoolId: number;
  id: number;
  date: Temporal.PlainDate;
  subject: string;
  booked: number;
  capacity: number;
  came: number | null;
  missing: number | null;
};

export type OverviewFacts = {
  today: Temporal.PlainDate;
  gaining: readonly GainingPupil[];
  claims: ReadonlyMap<number, PupilClaims>;
  claimed: readonly { grade: number; at: Temporal.PlainDate }[];
  sessions: readonly SeasonSession[];
  amounts: RecoveryAmounts;
};

/** A season as the coordinator sees it. Days are YYYY-MM-DD. */
export function overviewOf({ today, gaining, claims, claimed, sessions, amounts }: OverviewFacts) {
  const coming = sessions.filter(({ date }) => !isBefore(date, today));
  const past = sessions.filter(({ missing }) => missing !== null);
  const sum = <T>(items: readonly T[], of: (item: T) => number) =>
    items.reduce((total, item) => total + of(item), 0);
  const earned = [...claims.values()].flatMap(({ made }) => made.map(({ date }) => date));
  return {
    gain: { pupils: gaining.length, days: sum(gaining, ({ canStillRecover }) => canStillRecover) },
    worthOfGain: worth(
      gaining.map(({ grade, canStillRecover }) => ({ grade, days: canStillRecover })),
      amounts,
    ),
    seats: {
      sessions: coming.length,
      free: sum(coming, ({ capacity, booked }) => Math.max(0, capacity - booked)),
      all: sum(coming, ({ capacity }) => capacity),
    },
    noShows: { missing: sum(past, ({ missing }) => missing ?? 0), booked: sum(past, ({ booked }) => booked) },
    days: { earned: earned.length, claimed: claimed.length },
    worthOfClaimed: worth(
      claimed.map(({ grade }) => ({ grade, days: 1 })),
      amounts,
    ),
    byGrade: byGrade(gaining),
    weeks: weeksOf(
      earned,
      claimed.map(({ at }) => at),
      today,
    ),
    sessions: sessions
      .toSorted((one, other) => byDate(one.date, other.date))
      .map((session) => ({
        ...session,
        date: formatDay(session.date),
        label: `${shortDay(session.date).slice(5)}, ${session.subject}`,
      })),
  };
}

/** Dollars; null as soon as one amount that is needed is not set. */
function worth(items: readonly { grade: number; days: number }[], amounts: RecoveryAmounts): number | null {
  let total = 0;
  for (const { grade, days } of items) {
    const known = gradeFromAeries(grade);
    const dollars = known === null ? 0 : dollarsFor(days, known, amounts);
    if (dollars === null) return null;
    total += dollars;
  }
  return total;
}

function byGrade(gaining: readonly GainingPupil[]) {
  return [...Map.groupBy(gaining, ({ grade }) => grade)]
    .toSorted(([one], [other]) => one - other)
    .map(([level, pupils]) => {
      const grade = gradeFromAeries(level);
      return {
        label: grade === null ? String(level) : gradeLabel(grade),
        pupils: pupils.length,
        days: pupils.reduce((total, { canStillRecover }) => total + canStillRecover, 0),
      };
    });
}

/** Days earned and claimed by the end of each week (Monday to Sunday), from the first with either through this one. */
function weeksOf(
  earned: readonly Temporal.PlainDate[],
  claimed: readonly Temporal.PlainDate[],
  today: Temporal.PlainDate,
) {
  const first = [...earned, ...claimed].toSorted(byDate)[0];
  if (first === undefined) return [];
  const weeks: { week: string; earned: number; claimed: number }[] = [];
  for (let monday = mondayOf(first); !isBefore(today, monday); monday = monday.add({ days: 7 })) {
    const next = monday.add({ days: 7 });
    const by = (days: readonly Temporal.PlainDate[]) => days.filter((day) => isBefore(day, next)).length;
    weeks.push({ week: formatDay(monday), earned: by(earned), claimed: by(claimed) });
  }
  return weeks;
}

export type Overview = ReturnType<typeof overviewOf>;
