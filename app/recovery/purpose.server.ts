import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recoverySessionPurpose } from "#drizzle/schema/recovery-planning.ts";
import type { SessionPurpose } from "./purpose.ts";

/** The purpose in force of the session `s`, as JSON; null where none was put on record. */
export const purposeThere = sql`(select json_build_object('standard', u.standard, 'mealsServed', u.meals_served,
    'alongside', u.alongside, 'inPerson', u.in_person) from recovery_session_purpose u
  where u.school_id = s.school_id and u.session_id = s.id order by u.id desc limit 1)`;

/** Puts on record what sessions are for. */
export async function putPurposes(
  tx: Tx,
  schoolId: number,
  purposes: readonly { sessionId: number; purpose: SessionPurpose }[],
  doing: { by: number | null; at: Temporal.Instant },
): Promise<void> {
  if (purposes.length === 0) return;
  await tx
    .insert(recoverySessionPurpose)
    .values(purposes.map(({ sessionId, purpose }) => ({ schoolId, sessionId, ...purpose, ...doing })));
}
