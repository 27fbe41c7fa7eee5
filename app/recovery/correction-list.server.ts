import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { ReportingPeriod } from "#app/calendar/school-year.ts";
import { claimCorrectionSettlement } from "#drizzle/schema/recovery-claim.ts";

/** A correction of a certified period, and what a person made of it. */
export type ListedCorrection = {
  id: number;
  pupilId: number;
  name: string;
  period: ReportingPeriod;
  through: Temporal.PlainDate;
  absenceDate: Temporal.PlainDate;
  change: "removed" | "added";
  reason: string;
  at: Temporal.Instant;
  settlement: { outcome: "reported" | "not needed"; reason: string; by: string; at: Temporal.Instant } | null;
};

type Row = Omit<ListedCorrection, "through" | "absenceDate" | "at" | "settlement"> & {
  through: string;
  absenceDate: string;
  at: string;
  outcome: "reported" | "not needed" | null;
  settledReason: string | null;
  settledBy: string | null;
  settledAt: string | null;
};

const mostListed = 500;

/** Corrections of a school, those that wait first, then newest first; at most 500. `id`: this one alone. */
export async function listCorrections(tx: Tx, schoolId: number, id?: number): Promise<ListedCorrection[]> {
  const rows = await tx.execute<Row>(sql`
    select c.id::int, c.pupil_id as "pupilId", coalesce(p.first_name || ' ' || p.last_name, 'Student ID ' || c.pupil_id) as name,
      f.period, f.through::text, c.absence_date::text as "absenceDate", c.change, c.reason,
      to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, s.outcome, s.reason as "settledReason",
      u.name as "settledBy", to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "settledAt"
    from claim_correction c join claim_certification f on f.id = c.certification_id
      left join pupil p on p.school_id = c.school_id and p.pupil_id = c.pupil_id
      left join claim_correction_settlement s on s.school_id = c.school_id and s.correction_id = c.id
      left join user_account u on u.id = s.by
    where c.school_id = ${schoolId} and ${id === undefined ? sql`true` : sql`c.id = ${id}`}
    order by s.at is not null, c.id desc limit ${mostListed}`);
  return rows.map(({ through, absenceDate, at, outcome, settledReason, settledBy, settledAt, ...row }) => ({
    ...row,
    through: Temporal.PlainDate.from(through),
    absenceDate: Temporal.PlainDate.from(absenceDate),
    at: Temporal.Instant.from(at),
    settlement:
      outcome === null || settledAt === null
        ? null
        : {
            outcome,
            reason: settledReason ?? "",
            by: settledBy ?? "Unknown",
            at: Temporal.Instant.from(settledAt),
          },
  }));
}

/** Puts on record what was done about a correction. One that is settled already stays as it is: false. */
export async function settleCorrection(
  tx: Tx,
  at: { schoolId: number; correction: ListedCorrection },
  said: { outcome: "reported" | "not needed"; reason: string },
  doing: { author: { by: number; actor: string }; at: Temporal.Instant },
): Promise<boolean> {
  const { schoolId, correction } = at;
  const added = await tx
    .insert(claimCorrectionSettlement)
    .values({ schoolId, correctionId: correction.id, ...said, by: doing.author.by, at: doing.at })
    .onConflictDoNothing()
    .returning({ id: claimCorrectionSettlement.correctionId });
  if (added.length === 0) return false;
  await recordChange(tx, doing.author, doing.at, {
    schoolId,
    action: "recovery correction settled",
    subject: `correction ${correction.id} of ${correction.period}`,
    pupilIds: [correction.pupilId],
    after: { outcome: said.outcome },
    reason: said.reason,
  });
  return true;
}
