import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints, texts } from "#app/access/sql-array.server.ts";
import { isBefore } from "#app/calendar/day.ts";
import { fiscalYearBounds } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { taughtCodes } from "./absences.server.ts";
import type { ClaimPeriod } from "./claim-period.ts";
import { type ClaimReport, claimReport } from "./claim-report.ts";
import { readDistrictSettings } from "./district-settings.server.ts";
import { readHeldSessions } from "./holds.server.ts";
import type { SettingInForce } from "./settings-in-force.ts";
import { type YearClaim, yearClaims } from "./year-claims.ts";
import { readYearFacts } from "./year-facts.server.ts";

/** A day claimed in a period, of a pupil. */
export type PeriodDay = YearClaim & { pupilId: number };

/**
 * A period worked out anew from July 1 (AR-REP-3). `until` is its last day, or today while it runs; `settingsInForce`
 * as they held on that day.
 */
export type PeriodClaims = {
  period: ClaimPeriod;
  until: Temporal.PlainDate;
  days: PeriodDay[];
  report: ClaimReport;
  settingsInForce: SettingInForce[];
};

/** All schools of the district: the agency that claims (AR-CAP-2). */
export const allSchools = async (context: Context): Promise<number[]> =>
  (
    await context.door.asVisitor((tx) => tx.execute<{ id: number }>(sql`select id from school order by id`))
  ).map(({ id }) => id);

/**
 * Works out a period over all schools, as the system, since ten days a year are counted over all of them; the caller
 * shows only the schools that the reader may see.
 */
export async function periodClaims(context: Context, period: ClaimPeriod): Promise<PeriodClaims> {
  const schoolIds = await allSchools(context);
  const reason = "recovery days of a period over all schools (EC 46211: ten a year over all of them)";
  return context.door.asSystem(reason, schoolIds, (tx) =>
    periodClaimsIn(tx, schoolIds, period, {
      today: context.clock.today(),
      timeZone: context.settings.timeZone,
    }),
  );
}

/** The same in a transaction that sees all schools. */
export async function periodClaimsIn(
  tx: Tx,
  schoolIds: readonly number[],
  period: ClaimPeriod,
  { today, timeZone }: { today: Temporal.PlainDate; timeZone: string },
): Promise<PeriodClaims> {
  const until = isBefore(today, period.through) ? today : period.through;
  const { settings, settingsInForce } = await readDistrictSettings(tx, until);
  const asked = { schoolIds, schoolYear: period.schoolYear, through: until };
  const held = await readHeldSessions(tx, { ...asked, settings, timeZone });
  const [facts, taught] = await Promise.all([
    readYearFacts(tx, asked, new Set(held.keys())),
    daysTaught(tx, asked),
  ]);
  const days = [...yearClaims(facts, settings, until).values()].flatMap(({ pupilId, claims }) =>
    claims.map((claim) => ({ ...claim, pupilId })),
  );
  return { period, until, days, report: claimReport(days, taught), settingsInForce };
}

/** Days on which each school taught from July 1 on: its calendar's days with pupils, Monday to Friday (AR-REP-4). */
async function daysTaught(
  tx: Tx,
  asked: { schoolIds: readonly number[]; schoolYear: number; through: Temporal.PlainDate },
): Promise<Map<number, number>> {
  const { from } = fiscalYearBounds(asked.schoolYear);
  const rows = await tx.execute<{ schoolId: number; days: number }>(sql`
    select school.id as "schoolId", count(day.date)::int as days
    from school left join calendar_day day on day.school_id = school.id
      and day.date between ${from.toString()}::date and ${asked.through.toString()}::date
      and day.holiday_code = any (${texts(taughtCodes)}) and extract(isodow from day.date) < 6
    where school.id = any (${ints(asked.schoolIds)}) group by school.id`);
  return new Map(rows.map(({ schoolId, days }) => [schoolId, days]));
}
