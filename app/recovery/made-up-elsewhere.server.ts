import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints, texts } from "#app/access/sql-array.server.ts";
import { fiscalYearBounds } from "#app/calendar/school-year.ts";
import { readSettingsHistory } from "./district-settings.server.ts";
import { makeupCodesIn } from "./makeup-codes.ts";
import type { YearAsked } from "./session-times.server.ts";
import type { ListedMadeUp } from "./year-claims.ts";

/**
 * Absences that the newest list of make-ups from Aeries names and that no file of ours put there (AR-ABS-5), by pupil; a
 * file that was downloaded may have been read in before anyone says so.
 * One with a make-up code of the district is recovery, wherever it was entered, and counts toward the ten days: so a
 * district that begins in the middle of a year goes on from what it has.
 * @param pupilIds these pupils only; null for all
 */
export async function madeUpElsewhere(
  tx: Tx,
  asked: YearAsked,
  pupilIds: readonly number[] | null,
): Promise<Map<number, ListedMadeUp[]>> {
  const { from, through } = fiscalYearBounds(asked.schoolYear);
  const codes = makeupCodesIn(asked.history ?? (await readSettingsHistory(tx)), { from, through });
  const rows = await tx.execute<{
    pupilId: number;
    schoolId: number;
    date: string;
    madeUpOn: string | null;
    countsAsRecovery: boolean;
  }>(sql`
    select p.pupil_id as "pupilId", m.school_id as "schoolId", m.on_date::text as date, m.made_up_on::text as "madeUpOn",
      m.code = any (${texts(codes)}) or (m.school_id, m.code) in (select own.school_id, own.code from recovery_export_item own
        where own.code is not null) as "countsAsRecovery"
    from aeries_makeup m join pupil p on p.school_id = m.school_id and p.student_number = m.student_number
    where m.school_id = any (${ints(asked.schoolIds)})
      and ${pupilIds === null ? sql`true` : sql`p.pupil_id = any (${ints(pupilIds)})`}
      and m.on_date between ${from.toString()}::date and ${through.toString()}::date
      and m.reading_id = (select max(r.id) from aeries_makeup_reading r where r.school_id = m.school_id)
      and not exists (select 1 from recovery_export_item i
        join recovery_export x on x.school_id = i.school_id and x.id = i.export_id and x.kind = 'ATT'
        where i.school_id = m.school_id and i.pupil_id = p.pupil_id and i.on_date = m.on_date and i.action = 'set' and i.code = m.code
          and exists (select 1 from recovery_export_step d where d.school_id = i.school_id and d.export_id = i.export_id
            and d.step in ('downloaded', 'done'))
          and not exists (select 1 from recovery_export_step w where w.school_id = i.school_id and w.export_id = i.export_id
            and w.step = 'withdrawn'))`);
  const listed = rows.map(({ date, madeUpOn, ...row }) => ({
    ...row,
    date: Temporal.PlainDate.from(date),
    madeUpOn: madeUpOn === null ? null : Temporal.PlainDate.from(madeUpOn),
  }));
  return Map.groupBy(listed, ({ pupilId }) => pupilId);
}
