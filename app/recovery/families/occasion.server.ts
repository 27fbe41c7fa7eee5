import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { byDate } from "#app/calendar/day.ts";
import type { Context } from "#app/context.ts";
import { paths } from "#app/paths.ts";
import { findSessions } from "../sessions.server.ts";
import { type Addressee, addressees, type RightsHolder } from "./addressees.server.ts";
import { answerKeyWith } from "./answer-key.server.ts";
import type { Matter, Occasion } from "./letter.ts";
import type { MessageRow } from "./message-rows.server.ts";
import { familyStandings } from "./standings.server.ts";

/** A letter or e-mail to write: its first message, what it says, about which children, and to whom. */
export type Written = {
  message: MessageRow;
  occasion: Occasion;
  /** The children that it is about, in the order of the letter. */
  families: Addressee[];
  contact: RightsHolder | null;
};

/**
 * What messages that go together say, and to whom; in a fixed number of statements whatever their number.
 * @param together every message of each letter or e-mail, the first of each before the others
 * @param isMeant of which of them it is to speak; the link in it is that of the first all the same
 */
export async function occasionsOf(
  context: Pick<Context, "secrets" | "settings">,
  tx: Tx,
  schoolId: number,
  together: readonly MessageRow[],
  isMeant: (message: MessageRow) => boolean = () => true,
): Promise<Written[]> {
  if (together.length === 0) return [];
  const sessionIds = [...new Set(together.map(({ sessionId }) => sessionId))];
  const pupilIds = [...new Set(together.map(({ pupilId }) => pupilId))];
  const [found, [school], families, standings] = await Promise.all([
    findSessions(tx, schoolId, sessionIds),
    tx.execute<{ name: string }>(sql`select name from school where id = ${schoolId}`),
    addressees(tx, schoolId, pupilIds),
    familyStandings(tx, schoolId, sessionIds),
  ]);
  if (!school) return [];
  const sessions = new Map(found.map((session) => [session.id, session]));
  const holds = (sessionId: number, pupilId: number) =>
    standings.get(sessionId)?.some((one) => one.pupilId === pupilId && one.place?.step === "booked") ?? false;
  return [...Map.groupBy(together, ({ lead }) => lead)].flatMap(([lead, messages]) => {
    const message = messages.find(({ id }) => id === lead) ?? messages[0]!;
    const matters = messages.filter(isMeant).flatMap(({ pupilId, sessionId }): Matter[] => {
      const [family, session] = [families.get(pupilId), sessions.get(sessionId)];
      if (!family || !session) return [];
      const { firstName: child } = family;
      return [{ pupilId, sessionId, child, session, holdsPlace: holds(sessionId, pupilId) }];
    });
    if (matters.length === 0) return [];
    const key = answerKeyWith(context, message, message.answerKey);
    const occasion: Occasion = {
      kind: message.kind,
      school: school.name,
      matters: matters.toSorted(inOrder),
      answerUrl: key === null ? null : `${context.settings.publicUrl}${paths.answer(key)}`,
    };
    const about = [...new Set(occasion.matters.map(({ pupilId }) => pupilId))];
    const contact =
      families.get(message.pupilId)?.contacts.find(({ seq }) => seq === message.contactSeq) ?? null;
    return [{ message, occasion, families: about.map((id) => families.get(id)!), contact }];
  });
}

const inOrder = (one: Matter, other: Matter) =>
  byDate(one.session.date, other.session.date) ||
  one.session.startsAt - other.session.startsAt ||
  one.sessionId - other.sessionId ||
  one.child.localeCompare(other.child) ||
  one.pupilId - other.pupilId;
