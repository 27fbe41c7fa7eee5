import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints, texts } from "#app/access/sql-array.server.ts";
import { isBefore } from "#app/calendar/day.ts";
import { fiscalYearBounds, lastDayThatCounts, type SchoolYear } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { taughtCodes } from "./absences.server.ts";
import { type ClaimPeriod, lastEnd, type PeriodEnds, withinEnds } from "./claim-period.ts";
import { type ClaimReport, claimReport } from "./claim-report.ts";
import { type District, readClaimableYear, readDistrict } from "./claimable-year.server.ts";
import { listedThrough } from "./listed-days.ts";
import { readPeriodEnds } from "./period-ends.server.ts";
import { type SettingUsedIn, settingsByDay, settingsUsedIn } from "./settings-by-day.ts";
import { type YearClaim, yearClaims } from "./year-claims.ts";

/** A day claimed in a period, of a pupil. */
export type PeriodDay = YearClaim & { pupilId: number };

/** A day recovered that a list out of Aeries names and that was not claimed here. */
export type ListedDay = { schoolId: number; pupilId: number; date: Temporal.PlainDate };

/**
 * A period worked out anew from July 1 (AR-REP-3). `ends`: the last day counted at each school; `last` the last of
 * them, `until` the same or today while the period runs. `listed` days belong on the same line and were not claimed
 * here. `settingsUsed` as they held on the days of the period.
 */
export type PeriodClaims = {
  period: ClaimPeriod;
  ends: PeriodEnds;
  last: Temporal.PlainDate | null;
  until: Temporal.PlainDate;
  days: PeriodDay[];
  listed: ListedDay[];
  report: ClaimReport;
  settingsUsed: SettingUsedIn[];
};

/**
 * Works out a period over all schools, as the system, since ten days a year are counted over all of them; the caller
 * shows only the schools that the reader may see.
 */
export async function periodClaims(context: Context, period: ClaimPeriod): Promise<PeriodClaims> {
  const district = await context.door.asVisitor(readDistrict);
  const reason = "recovery days of a period over all schools (EC 46211: ten a year over all of them)";
  return context.door.asSystem(reason, district.schoolIds, (tx) =>
    periodClaimsIn(tx, district, period, {
      today: context.clock.today(),
      timeZone: context.settings.timeZone,
    }),
  );
}

/** The same in a transaction that sees all schools. */
export async function periodClaimsIn(
  tx: Tx,
  { schoolIds, history }: District,
  period: ClaimPeriod,
  { today, timeZone }: { today: Temporal.PlainDate; timeZone: string },
): Promise<PeriodClaims> {
  const ends = await readPeriodEnds(tx, schoolIds, period);
  const last = lastEnd(ends);
  const bound = last ?? lastDayThatCounts(period.period, period.schoolYear);
  const until = isBefore(today, bound) ? today : bound;
  const settings = settingsByDay(history);
  const asked = { schoolIds, history, schoolYear: period.schoolYear, through: until };
  const [{ facts }, taught] = await Promise.all([
    readClaimableYear(tx, { ...asked, timeZone }),
    daysTaught(tx, asked, ends),
  ]);
  const claimed = [...yearClaims(facts, settings, until).values()].flatMap(({ pupilId, claims }) =>
    claims.map((claim) => ({ ...claim, pupilId })),
  );
  const [days, listed] = [withinEnds(claimed, ends), listedThrough(facts, ends)];
  const { from } = fiscalYearBounds(period.schoolYear);
  const schools = schoolIds.map((schoolId) => ({
    schoolId,
    through: ends.get(schoolId) ?? null,
    daysTaught: taught.get(schoolId) ?? 0,
    listed: listed.filter((day) => day.schoolId === schoolId).length,
  }));
  return {
    ...{ period, ends, last, until, days, listed },
    report: claimReport(days, schools),
    settingsUsed: settingsUsedIn(history, { from, through: until }),
  };
}

/**
 * Days on which each school taught from July 1 through the end of the period there: its calendar's days with pupils,
 * Monday to Friday (AR-REP-4).
 */
async function daysTaught(
  tx: Tx,
  { schoolYear, through }: { schoolYear: SchoolYear; through: Temporal.PlainDate },
  ends: PeriodEnds,
): Promise<Map<number, number>> {
  const { from } = fiscalYearBounds(schoolYear);
  const last = [...ends.values()].map((end) => (isBefore(through, end) ? through : end).toString());
  const rows = await tx.execute<{ schoolId: number; days: number }>(sql`
    select k.school_id as "schoolId", count(day.date)::int as days
    from unnest(${ints([...ends.keys()])}, ${`{${last.join(",")}}`}::date[]) as k(school_id, through)
    join calendar_day day on day.school_id = k.school_id and day.date between ${from.toString()}::date and k.through
      and day.holiday_code = any (${texts(taughtCodes)}) and extract(isodow from day.date) < 6
    group by k.school_id`);
  return new Map(rows.map(({ schoolId, days }) => [schoolId, days]));
}
