import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { type AbsenceRead, absencesOnRecord, claimRows, keyOf } from "./absences-on-record.server.ts";
import type { ClaimedDay, ClaimInForce, Happening } from "./facts.ts";

type StepJson = [at: string, who: string, what: string, why: string | null];
type Row = {
  schoolId: number;
  pupilId: number;
  date: string;
  steps: StepJson[] | null;
  certified: [period: string, through: string, by: string, at: string, grade: number][] | null;
  answers: ["yes" | "no", saidBy: string, sessionId: number | null, by: string, at: string][] | null;
};
type ExportRow = {
  schoolId: number;
  id: number;
  kind: "ATD" | "ATT";
  action: "set" | "clear";
  pupilId: number;
  date: string;
  sessionId: number;
  steps: StepJson[];
};

export type RecordOfClaim = AbsenceRead & Pick<ClaimedDay, "steps" | "certified" | "answers" | "exports">;

const happening = ([at, who, what, why]: StepJson): Happening => ({
  at: Temporal.Instant.from(at),
  who,
  what,
  why,
});

/**
 * What the school of each absence has on record about it, with the family's answers at the schools of the sessions: four
 * statements for all of them.
 */
export async function recordsOfClaims(
  tx: Tx,
  claims: readonly ClaimInForce[],
): Promise<Map<string, RecordOfClaim>> {
  const sessionIds = [...new Set(claims.flatMap((claim) => claim.sessionIds))];
  const [absences, rows, exports] = await Promise.all([
    absencesOnRecord(tx, claims),
    tx.execute<Row>(claimStatement(claims)),
    tx.execute<ExportRow>(exportStatement(claims, sessionIds)),
  ]);
  const exportsOf = Map.groupBy(exports, ({ pupilId }) => pupilId);
  const claimOf = new Map(claims.map((claim) => [keyOf(claim), claim]));
  return new Map(
    rows.flatMap((row): [string, RecordOfClaim][] => {
      const key = keyOf({ ...row, absenceDate: Temporal.PlainDate.from(row.date) });
      const [absence, claim] = [absences.get(key), claimOf.get(key)];
      if (absence === undefined || claim === undefined) return [];
      const record: RecordOfClaim = {
        ...absence,
        steps: (row.steps ?? []).map(happening),
        certified: (row.certified ?? []).map(([period, through, by, at, grade]) => ({
          period,
          through: Temporal.PlainDate.from(through),
          by,
          at: Temporal.Instant.from(at),
          grade,
        })),
        answers: (row.answers ?? []).map(([answer, saidBy, sessionId, by, at]) => ({
          answer,
          saidBy,
          sessionId,
          by,
          at: Temporal.Instant.from(at),
        })),
        exports: (exportsOf.get(row.pupilId) ?? [])
          .filter(({ kind, schoolId, date, sessionId }) =>
            kind === "ATT"
              ? schoolId === row.schoolId && date === row.date
              : claim.sessionIds.includes(sessionId),
          )
          .map(({ id, kind, action, steps }) => ({ id, kind, action, steps: steps.map(happening) })),
      };
      return [[key, record]];
    }),
  );
}

const claimStatement = (claims: readonly ClaimInForce[]) => sql`
  select k.school_id as "schoolId", k.pupil_id as "pupilId", k.on_date::text as date,
    (select json_agg(json_build_array(x.at, x.who, x.what, x.reason) order by x.at, x.place) from (
      select c.at, 'Settlement of claims' as who, c.id as place, c.reason, case c.step when 'claimed'
          then 'Claimed, with the day earned on ' || c.earned_date else 'Claim withdrawn' end as what
        from recovery_claim c where c.school_id = k.school_id and c.school_year = ${claims[0]?.schoolYear ?? 0}::smallint
          and c.pupil_id = k.pupil_id and c.absence_date = k.on_date
      union all select r.at, 'Settlement of claims', r.id, r.reason, 'Correction raised to the ' || f.period || ' report: day ' || r.change
        from claim_correction r join claim_certification f on f.id = r.certification_id
        where r.school_id = k.school_id and r.pupil_id = k.pupil_id and r.absence_date = k.on_date
      union all select s.at, coalesce(u.name, 'Account ' || s.by), r.id, s.reason,
          case s.outcome when 'reported' then 'Correction reported' else 'Correction found not to need a report' end
        from claim_correction r join claim_correction_settlement s on s.school_id = r.school_id and s.correction_id = r.id
        left join user_account u on u.id = s.by
        where r.school_id = k.school_id and r.pupil_id = k.pupil_id and r.absence_date = k.on_date) x) as steps,
    (select json_agg(json_build_array(f.period, f.through, coalesce(u.name, 'Account ' || f.by), f.at, d.grade) order by f.at)
      from claim_certified_day d join claim_certification f on f.id = d.certification_id left join user_account u on u.id = f.by
      where d.school_id = k.school_id and d.pupil_id = k.pupil_id and d.absence_date = k.on_date) as certified,
    (select json_agg(json_build_array(e.answer, e.said_by, e.session_id, coalesce(u.name, 'The family'), e.at) order by e.id)
      from recovery_election e left join user_account u on u.id = e.by
      where e.school_id = any (${ints([...new Set(claims.flatMap(({ schoolId, earnedSchoolId }) => [schoolId, earnedSchoolId]))])})
        and e.pupil_id = k.pupil_id) as answers
  from ${claimRows(claims)}`;

const exportStatement = (claims: readonly ClaimInForce[], sessionIds: readonly number[]) => sql`
  select i.school_id as "schoolId", i.export_id::int as id, x.kind, i.action, i.pupil_id as "pupilId", i.on_date::text as date,
    i.session_id::int as "sessionId",
    (select json_agg(json_build_array(s.at, coalesce(u.name, 'Account ' || s.by), s.step, s.reason) order by s.at) from (
        select x.proposed_at as at, x.proposed_by as by, 'proposed' as step, null::text as reason
        union all select t.at, t.by, t.step, t.reason from recovery_export_step t
          where t.school_id = x.school_id and t.export_id = x.id) s left join user_account u on u.id = s.by) as steps
  from recovery_export_item i join recovery_export x on x.school_id = i.school_id and x.id = i.export_id
  where i.school_id = any (${ints(claims.flatMap(({ schoolId, earnedSchoolId }) => [schoolId, earnedSchoolId]))})
    and i.pupil_id = any (${ints(claims.map(({ pupilId }) => pupilId))})
    and ((x.kind = 'ATT' and i.on_date in (select k.on_date from ${claimRows(claims)}))
      or (x.kind = 'ATD' and i.session_id = any (${ints(sessionIds)})))
  order by i.export_id`;
