import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import { paths } from "#app/paths.ts";
import { findSession } from "../sessions.server.ts";
import { type Addressee, addressees, type RightsHolder } from "./addressees.server.ts";
import { answerKeyWith } from "./answer-key.server.ts";
import type { Occasion } from "./letter.ts";
import type { MessageRow } from "./message-rows.server.ts";
import { familyStandings } from "./standings.server.ts";

export type Written = {
  message: MessageRow;
  occasion: Occasion;
  family: Addressee;
  contact: RightsHolder | null;
};

/** What messages about one session say, and to whom; in a fixed number of statements whatever their number. */
export async function occasionsOf(
  context: Pick<Context, "secrets" | "settings">,
  tx: Tx,
  at: { schoolId: number; sessionId: number },
  messages: readonly MessageRow[],
): Promise<Written[]> {
  const [session, [school], families, standings] = await Promise.all([
    findSession(tx, at.schoolId, at.sessionId),
    tx.execute<{ name: string }>(sql`select name from school where id = ${at.schoolId}`),
    addressees(
      tx,
      at.schoolId,
      messages.map(({ pupilId }) => pupilId),
    ),
    familyStandings(tx, at.schoolId, [at.sessionId]),
  ]);
  if (session === null || !school) return [];
  const booked = new Set(
    standings.get(at.sessionId)?.flatMap(({ pupilId, place }) => (place?.step === "booked" ? [pupilId] : [])),
  );
  return messages.flatMap((message) => {
    const family = families.get(message.pupilId);
    if (!family) return [];
    const key = answerKeyWith(context, message, message.answerKey);
    const occasion: Occasion = {
      kind: message.kind,
      child: family.firstName,
      school: school.name,
      session,
      holdsPlace: booked.has(message.pupilId),
      answerUrl: key === null ? null : `${context.settings.publicUrl}${paths.answer(key)}`,
    };
    const contact = family.contacts.find(({ seq }) => seq === message.contactSeq) ?? null;
    return [{ message, occasion, family, contact }];
  });
}

/** What one message says. */
export const occasionOf = async (
  context: Pick<Context, "secrets" | "settings">,
  tx: Tx,
  message: MessageRow,
): Promise<Written | null> => (await occasionsOf(context, tx, message, [message]))[0] ?? null;
