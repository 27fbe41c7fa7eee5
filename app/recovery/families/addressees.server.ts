import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";

/** An adult who holds educational rights for a pupil, as Aeries lists them. */
export type RightsHolder = {
  seq: number;
  name: string;
  language: string | null;
  email: string | null;
  phone: string | null;
  address: string | null;
  city: string | null;
  zip: string | null;
};

/** Whom to write to about a pupil: only who holds educational rights, in Aeries' order. */
export type Addressee = {
  pupilId: number;
  firstName: string;
  lastName: string;
  language: string | null;
  /** Brothers and sisters share it (Aeries FK); null where the school does not say. */
  familyKey: number | null;
  contacts: RightsHolder[];
};

/** The families of these pupils, in one statement whatever their number. */
export async function addressees(
  tx: Tx,
  schoolId: number,
  pupilIds: readonly number[],
): Promise<Map<number, Addressee>> {
  const rows = await tx.execute<Addressee>(sql`
    select p.pupil_id as "pupilId", p.first_name as "firstName", p.last_name as "lastName",
      p.correspondence_language as language, p.family_key as "familyKey",
      coalesce((select json_agg(json_build_object('seq', c.seq, 'name', c.mailing_name, 'language', c.language,
          'email', nullif(btrim(c.email), ''), 'phone', c.phone, 'address', c.address, 'city', c.city, 'zip', c.zip)
          order by c.sort_order, c.seq)
        from contact c where c.school_id = p.school_id and c.pupil_id = p.pupil_id and c.holds_educational_rights), '[]') as contacts
    from pupil p where p.school_id = ${schoolId} and p.pupil_id = any (${`{${pupilIds.join(",")}}`}::int[])`);
  return new Map(rows.map((row) => [row.pupilId, row]));
}
