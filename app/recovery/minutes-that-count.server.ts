import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { fiscalYearBounds, type SchoolYear, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { readClaimableYear, readDistrict } from "./claimable-year.server.ts";
import { countedTime } from "./counted-time.ts";
import type { AttestedMinutes } from "./outgoing-minutes.ts";

/**
 * The minutes of a school's sessions that count in this fiscal year and the one before, as the claims count them: no
 * session that is held (AR-SES-2, -7), nobody who could not take part (AR-PUP-2, -3), nothing that is not attested, and
 * no minute that counts in another session, also of another school. So the system looks over all of them.
 */
export async function minutesThatCount(context: Context, schoolId: number): Promise<AttestedMinutes[]> {
  const today = context.clock.today();
  const district = await context.door.asVisitor(readDistrict);
  const { timeZone } = context.settings;
  const reason = "minutes of a school's sessions that count, over all schools (no minute counts twice)";
  return context.door.asSystem(reason, district.schoolIds, async (tx) => {
    const ofYear = async (schoolYear: SchoolYear, through: Temporal.PlainDate) => {
      const pupilIds = await signedInAt(tx, schoolId, schoolYear);
      const { facts } = await readClaimableYear(tx, { ...district, schoolYear, through, timeZone }, pupilIds);
      return [...facts.pupils.values()].flatMap(({ pupilId, sessions }) =>
        countedTime(sessions)
          .counted.filter((session) => session.schoolId === schoolId)
          .map(({ sessionId, date, minutes }) => ({ pupilId, sessionId, date, minutes })),
      );
    };
    const year = schoolYearOf(today);
    const last = await ofYear(year - 1, fiscalYearBounds(year - 1).through);
    return [...last, ...(await ofYear(year, today))];
  });
}

/** Whoever was signed in to a session of a school in a fiscal year. */
async function signedInAt(tx: Tx, schoolId: number, schoolYear: SchoolYear): Promise<number[]> {
  const { from, through } = fiscalYearBounds(schoolYear);
  const [row] = await tx.execute<{ ids: number[] }>(sql`
    select array(select distinct p.pupil_id from recovery_session s
      join recovery_presence p on p.school_id = s.school_id and p.session_id = s.id
      where s.school_id = any (${ints([schoolId])}) and s.on_date between ${from.toString()}::date and ${through.toString()}::date) as ids`);
  return row?.ids ?? [];
}
