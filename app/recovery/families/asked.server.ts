import { allSchools } from "#app/access/schools.server.ts";
import type { Tx } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import { momentIn } from "../moment.ts";
import type { RecoverySession } from "../session.ts";
import { findSessions } from "../sessions.server.ts";
import { type Language, readLanguages } from "../words/languages.ts";
import { hashAnswerKey } from "./answer-key.server.ts";
import { initialsOf } from "./initials.ts";
import { type MessageRow, messageByKey, messagesTogether } from "./message-rows.server.ts";
import { occasionsOf } from "./occasion.server.ts";
import { familyStandings } from "./standings.server.ts";
import { type Answered, closedTo, takeAnswer, type Within } from "./take-answer.server.ts";

const reason = "a family's answer by the link in its letter";

/** One child and one session that a family is asked about, and where their answer stands. */
export type AskedOne = {
  /** The number of the message that asks. */
  messageId: number;
  /** As little of the first name as tells the children of this letter apart. */
  initial: string;
  session: RecoverySession;
  closed: "begun" | "cancelled" | null;
  answer: "yes" | "no" | null;
  place: "booked" | "waiting" | null;
};

/** What a family is asked by a link, in the order of its letter. */
export type Asked = { languages: Language[]; school: string; each: AskedOne[] };

/** What the link with this key asks; null when no letter holds such a key. Changes nothing: scanners open links. */
export async function findAsked(context: Context, key: string): Promise<Asked | null> {
  const found = await messagesWith(context, key);
  return found && context.door.asSystem(reason, [found.schoolId], (tx) => readAsked(context, tx, found));
}

/**
 * Takes the answers that a family sent from the page of its link, by the number of the message that asks; what came of
 * each, in the order of the messages. An answer to what this link does not ask is passed over. Null when there is no
 * such link.
 */
export async function answerByLink(
  context: Context,
  key: string,
  answers: ReadonlyMap<number, "yes" | "no">,
): Promise<Answered[] | null> {
  const found = await messagesWith(context, key);
  if (found === null) return null;
  const { schoolId } = found;
  const within: Within = (work) => context.door.asSystem(reason, [schoolId], work);
  const came: Answered[] = [];
  for (const { id, pupilId, sessionId, channel, contactSeq } of found.together) {
    const answer = answers.get(id);
    if (answer === undefined) continue;
    const how = channel === "email" ? "e-mail" : "letter";
    const who = contactSeq === null ? "the family" : `contact ${contactSeq}`;
    const answering = { schoolId, sessionId, pupilId, answer, saidBy: `${who}, by the link in the ${how}` };
    came.push(
      await takeAnswer(context, within, answering, {
        author: { by: null, actor: "family by link" },
        now: momentIn(context.settings.timeZone, context.clock.now()),
      }),
    );
  }
  return came;
}

type Found = { schoolId: number; together: MessageRow[] };

/** A key says nothing of its school, so it is looked for at all of them. */
async function messagesWith(context: Context, key: string): Promise<Found | null> {
  if (!/^[0-9a-z -]{20,60}$/i.test(key)) return null;
  return context.door.asSystem(reason, await context.door.asVisitor(allSchools), async (tx) => {
    const found = await messageByKey(tx, hashAnswerKey(key));
    if (found === null) return null;
    const { schoolId, id } = found;
    return { schoolId, together: await messagesTogether(tx, schoolId, [id]) };
  });
}

async function readAsked(context: Context, tx: Tx, { schoolId, together }: Found): Promise<Asked | null> {
  const sessionIds = [...new Set(together.map(({ sessionId }) => sessionId))];
  const [[written], sessions, standings] = await Promise.all([
    occasionsOf(context, tx, schoolId, together),
    findSessions(tx, schoolId, sessionIds),
    familyStandings(tx, schoolId, sessionIds),
  ]);
  if (written === undefined) return null;
  const { matters, school } = written.occasion;
  const initialOf = initialsOf(new Map(matters.map(({ pupilId, child }) => [pupilId, child])));
  return {
    languages: readLanguages(written.message.language),
    school,
    each: matters.map(({ pupilId, sessionId }) => {
      const session = sessions.find(({ id }) => id === sessionId)!;
      const closed = closedTo(session, momentIn(context.settings.timeZone, context.clock.now()));
      const standing = standings.get(sessionId)?.find((one) => one.pupilId === pupilId);
      const step = standing?.place?.step;
      return {
        messageId: together.find((one) => one.pupilId === pupilId && one.sessionId === sessionId)!.id,
        initial: initialOf.get(pupilId) ?? "",
        session,
        closed: closed === "unknown" ? null : closed,
        answer: standing?.answer ?? null,
        place: step === "booked" || step === "waiting" ? step : null,
      };
    }),
  };
}
