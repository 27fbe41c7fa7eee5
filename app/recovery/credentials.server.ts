import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Jobs } from "#app/context.ts";
import { teacherCredential } from "#drizzle/schema/district.ts";
import { teacherFacts } from "./certification.server.ts";
import type { TeacherFacts } from "./certification.ts";
import type { CredentialEntry } from "./credential-form.ts";

/** Who could supervise recovery at a school: its certificated staff, whoever has an entry, whoever leads a session. */
export async function teachersOfSchool(
  tx: Tx,
  schoolId: number,
  on: Temporal.PlainDate,
): Promise<(TeacherFacts & { staffId: number })[]> {
  const rows = await tx.execute<{ id: number }>(sql`
    select t.id from staff t where (t.active or t.left_on >= ${on.toString()}::date) and (
      exists (select 1 from staff_school s where s.staff_id = t.id and s.school_id = ${schoolId}
        and (btrim(coalesce(t.educator_id, '')) <> '' or exists (select 1 from teacher_credential c where c.staff_id = t.id)))
      or exists (select 1 from recovery_session r where r.school_id = ${schoolId} and r.teacher_id = t.id))
    order by t.last_name, t.first_name, t.id`);
  const facts = await teacherFacts(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id }) => {
    const known = facts.get(id);
    return known ? { ...known, staffId: id } : [];
  });
}

/**
 * Puts a certification document on record as a person verified it (AR-SES-2). Entries are only added: the newest of a
 * document is in force. @returns false when the teacher is none of this school
 */
export async function recordCredential(
  tx: Tx,
  schoolId: number,
  entry: CredentialEntry,
  doing: {
    author: { by: number; actor: string };
    at: Temporal.Instant;
    today: Temporal.PlainDate;
    jobs: Jobs;
  },
): Promise<boolean> {
  const known = (await teachersOfSchool(tx, schoolId, doing.today)).find(
    ({ staffId }) => staffId === entry.staffId,
  );
  if (known === undefined) return false;
  const before = known.documents.find(({ document }) => document === entry.document) ?? null;
  if (before !== null && JSON.stringify(written(before)) === JSON.stringify(written(entry))) return true;
  await tx.insert(teacherCredential).values({ ...entry, by: doing.author.by, at: doing.at });
  await recordChange(tx, doing.author, doing.at, {
    schoolId,
    action: "certification document recorded",
    subject: `staff ${entry.staffId}`,
    before: before && written(before),
    after: written(entry),
  });
  await doing.jobs.enqueue(tx, "settle-claims", {});
  return true;
}

const written = ({
  validFrom,
  expiresOn,
  employedByAgency,
}: CredentialEntry | TeacherFacts["documents"][number]) => ({
  validFrom: validFrom?.toString() ?? null,
  expiresOn: expiresOn?.toString() ?? null,
  employedByAgency,
});
