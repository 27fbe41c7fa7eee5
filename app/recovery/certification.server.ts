import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { CertificationDocument, TeacherFacts } from "./certification.ts";

type StaffRow = {
  id: number;
  name: string;
  educatorId: string | null;
  hiredOn: string | null;
  leftOn: string | null;
  active: boolean;
};
type DocumentRow = {
  staffId: number;
  document: string;
  validFrom: string | null;
  expiresOn: string | null;
  employedByAgency: boolean;
};

const dayOrNull = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text));

/** What is known of these teachers, in two statements; someone whom Aeries does not list is missing. */
export async function teacherFacts(tx: Tx, staffIds: readonly number[]): Promise<Map<number, TeacherFacts>> {
  const ids = `{${[...new Set(staffIds)].join(",")}}`;
  const [staff, documents] = await Promise.all([
    tx.execute<StaffRow>(sql`
      select id, first_name || ' ' || last_name as name, educator_id as "educatorId", hired_on::text as "hiredOn",
        left_on::text as "leftOn", active from staff where id = any (${ids}::int[])`),
    tx.execute<DocumentRow>(sql`
      select distinct on (staff_id, document) staff_id as "staffId", document, valid_from::text as "validFrom",
        expires_on::text as "expiresOn", employed_by_agency as "employedByAgency"
      from teacher_credential where staff_id = any (${ids}::int[]) order by staff_id, document, id desc`),
  ]);
  const held = Map.groupBy(documents, ({ staffId }) => staffId);
  return new Map(
    staff.map(({ id, hiredOn, leftOn, ...row }) => [
      id,
      {
        ...row,
        hiredOn: dayOrNull(hiredOn),
        leftOn: dayOrNull(leftOn),
        documents: (held.get(id) ?? []).map(documentFrom),
      },
    ]),
  );
}

const documentFrom = ({ validFrom, expiresOn, document, employedByAgency }: DocumentRow) =>
  ({
    document,
    validFrom: dayOrNull(validFrom),
    expiresOn: dayOrNull(expiresOn),
    employedByAgency,
  }) satisfies CertificationDocument;
