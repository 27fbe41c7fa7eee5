import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import { momentIn } from "../moment.ts";
import type { RecoverySession } from "../session.ts";
import { findSession } from "../sessions.server.ts";
import { type Language, readLanguages } from "../words/languages.ts";
import { addressees } from "./addressees.server.ts";
import { hashAnswerKey } from "./answer-key.server.ts";
import { type MessageRow, messageByKey, messageNow } from "./message-rows.server.ts";
import { familyStandings } from "./standings.server.ts";
import { type Answered, closedTo, takeAnswer } from "./take-answer.server.ts";

const reason = "a family's answer by the link in its letter";

/** What a family is asked by a link, and where their answer stands. Of the pupil no more than a first initial. */
export type Asked = {
  languages: Language[];
  school: string;
  session: RecoverySession;
  initial: string;
  closed: "begun" | "cancelled" | null;
  answer: "yes" | "no" | null;
  place: "booked" | "waiting" | null;
};

/** What the link with this key asks; null when no letter holds such a key. Changes nothing: scanners open links. */
export async function findAsked(context: Context, key: string): Promise<Asked | null> {
  const message = await messageWith(context, key);
  return (
    message && context.door.asSystem(reason, [message.schoolId], (tx) => readAsked(context, tx, message))
  );
}

/** Takes the answer that a family sent from the page of its link; null when there is no such link. */
export async function answerByLink(
  context: Context,
  key: string,
  answer: "yes" | "no",
): Promise<Answered | null> {
  const message = await messageWith(context, key);
  if (message === null) return null;
  const { schoolId, sessionId, pupilId, channel, contactSeq } = message;
  const how = channel === "email" ? "e-mail" : "letter";
  const saidBy = `${contactSeq === null ? "the family" : `contact ${contactSeq}`}, by the link in the ${how}`;
  return takeAnswer(
    context,
    (work) => context.door.asSystem(reason, [schoolId], work),
    { schoolId, sessionId, pupilId, answer, saidBy },
    {
      author: { by: null, actor: "family by link" },
      now: momentIn(context.settings.timeZone, context.clock.now()),
    },
  );
}

/** A key says nothing of its school, so it is looked for at all of them. */
async function messageWith(context: Context, key: string): Promise<MessageRow | null> {
  if (!/^[0-9a-z -]{20,60}$/i.test(key)) return null;
  const schools = await context.door.asVisitor((tx) =>
    tx.execute<{ id: number }>(sql`select id from school`),
  );
  return context.door.asSystem(
    reason,
    schools.map(({ id }) => id),
    async (tx) => {
      const found = await messageByKey(tx, hashAnswerKey(key));
      return found && messageNow(tx, found.schoolId, found.id);
    },
  );
}

async function readAsked(context: Context, tx: Tx, message: MessageRow): Promise<Asked | null> {
  const { schoolId, sessionId, pupilId, language } = message;
  const [session, families, [school], standings] = await Promise.all([
    findSession(tx, schoolId, sessionId),
    addressees(tx, schoolId, [pupilId]),
    tx.execute<{ name: string }>(sql`select name from school where id = ${schoolId}`),
    familyStandings(tx, schoolId, [sessionId]),
  ]);
  const family = families.get(pupilId);
  if (session === null || !family || !school) return null;
  const closed = closedTo(session, momentIn(context.settings.timeZone, context.clock.now()));
  const standing = standings.get(sessionId)?.find((one) => one.pupilId === pupilId);
  const step = standing?.place?.step;
  return {
    languages: readLanguages(language),
    school: school.name,
    session,
    initial: `${[...family.firstName][0] ?? ""}.`,
    closed: closed === "unknown" ? null : closed,
    answer: standing?.answer ?? null,
    place: step === "booked" || step === "waiting" ? step : null,
  };
}
