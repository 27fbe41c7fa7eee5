import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { pupilsForRecovery, schoolForRecovery } from "#app/recovery/candidates.server.ts";
import { readClaimableYear, readDistrict } from "#app/recovery/claimable-year.server.ts";
import { type DistrictSettings, readDistrictSettings } from "#app/recovery/district-settings.server.ts";
import { settingsByDay } from "#app/recovery/settings-by-day.ts";
import { type PupilClaims, type YearFacts, yearClaims } from "#app/recovery/year-claims.ts";
import { type Coming, type GainingPupil, gainingPupils } from "./gain.ts";

/**
 * `claims`: where the year of every pupil of these schools stands who has missed or attended something, and `facts` what
 * it follows from.
 */
export type Gain = {
  gaining: GainingPupil[];
  claims: ReadonlyMap<number, PupilClaims>;
  facts: YearFacts;
  district: DistrictSettings;
};

/** Who can still gain days at these schools, over all schools of the district (AR-CAP-2). */
export async function readGain(
  context: Context,
  actor: Actor,
  schoolIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<Gain> {
  const [everywhere, { schools, district }] = await Promise.all([
    context.door.asVisitor(readDistrict),
    context.door.asActor(actor, async (tx) => {
      const [schools, district] = await Promise.all([
        Promise.all(schoolIds.map((id) => schoolFacts(tx, id, today))),
        readDistrictSettings(tx, today),
      ]);
      return { schools, district };
    }),
  ]);
  const { timeZone } = context.settings;
  const asked = { ...everywhere, schoolYear: schoolYearOf(today), through: today, timeZone };
  const pupilIds = schools.flatMap(({ pupils }) => pupils.map(({ pupilId }) => pupilId));
  const reason = "recovery of a school's pupils at all schools (EC 46211: ten days a year over all of them)";
  const { facts, claims } = await context.door.asSystem(reason, asked.schoolIds, async (tx) => {
    const { facts } = await readClaimableYear(tx, asked, pupilIds);
    return { facts, claims: yearClaims(facts, settingsByDay(asked.history), today) };
  });
  const { settings } = district;
  const gaining = schools.flatMap((school) =>
    gainingPupils({ ...school, years: facts.pupils, claims, settings, today }),
  );
  return { gaining, claims, facts, district };
}

async function schoolFacts(tx: Tx, schoolId: number, today: Temporal.PlainDate) {
  const [pupils, { schoolDays }, coming] = await Promise.all([
    pupilsForRecovery(tx, schoolId, { lowGrade: -1, highGrade: 12 }),
    schoolForRecovery(tx, schoolId, today),
    comingOf(tx, schoolId, today),
  ]);
  return { schoolId, pupils, schoolDays, coming };
}

/** Places in sessions from today on, and invitations to them. */
async function comingOf(tx: Tx, schoolId: number, today: Temporal.PlainDate): Promise<Coming[]> {
  const rows = await tx.execute<Omit<Coming, "date"> & { date: string }>(sql`
    with soon as (select s.id, s.on_date from recovery_session s where s.school_id = ${schoolId} and s.on_date >= ${today.toString()}::date
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)),
    placed as (select distinct on (p.session_id, p.pupil_id) p.session_id, p.pupil_id, p.step from recovery_place p
      where p.school_id = ${schoolId} and p.session_id in (select id from soon) order by p.session_id, p.pupil_id, p.id desc)
    select placed.pupil_id as "pupilId", placed.step, soon.on_date::text as date from placed join soon on soon.id = placed.session_id
      where placed.step in ('booked', 'waiting')
    union select m.pupil_id, 'invited', soon.on_date::text from recovery_message m join soon on soon.id = m.session_id
      where m.school_id = ${schoolId} and m.kind = 'invitation' and not exists (select 1 from placed
        where placed.session_id = m.session_id and placed.pupil_id = m.pupil_id)`);
  return rows.map((row) => ({ ...row, date: Temporal.PlainDate.from(row.date) }));
}

export type FirstContact = {
  pupilId: number;
  name: string;
  relationship: string | null;
  phone: string | null;
};

/** Whom to call first about each pupil, by the school's own order. */
export async function firstContacts(
  tx: Tx,
  schoolId: number,
  pupilIds: readonly number[],
): Promise<Map<number, FirstContact>> {
  const rows = await tx.execute<FirstContact>(sql`
    select distinct on (pupil_id) pupil_id as "pupilId", mailing_name as name, relationship, phone from contact
    where school_id = ${schoolId} and pupil_id = any (${ints(pupilIds)})
    order by pupil_id, phone is null, sort_order, seq`);
  return new Map(rows.map((row) => [row.pupilId, row]));
}
