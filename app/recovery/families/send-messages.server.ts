import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { Context, Mail, Mailer } from "#app/context.ts";
import { recoveryMessageStep } from "#drizzle/schema/recovery-message.ts";
import { type Moment, momentIn } from "../moment.ts";
import { findSessions } from "../sessions.server.ts";
import { readLanguages } from "../words/languages.ts";
import { whyNotSent } from "./due.ts";
import { emailOf } from "./email.ts";
import {
  type MessageRow,
  messageNow,
  messagesOf,
  messagesTogether,
  unsentEmails,
} from "./message-rows.server.ts";
import { isLastTry, type MessageStep, nextFor } from "./message-state.ts";
import { occasionsOf } from "./occasion.server.ts";
import { familyStandings } from "./standings.server.ts";
import { type WrittenAbout, writeLetterInstead } from "./write-messages.server.ts";

const reason = "e-mail to families about recovery sessions";
const atOnce = 4;

/**
 * Sends the e-mails of a school that wait, each at most once: that it is being sent is on record before the mail
 * server is asked, and what came of it after. What cannot be brought is tried again later and at last becomes a letter.
 * @returns how many were sent and how many failed this time
 */
export async function sendMessages(
  context: Context,
  schoolId: number,
  signal: AbortSignal,
): Promise<{ sent: number; failed: number }> {
  const { mail } = context;
  const count = { sent: 0, failed: 0 };
  if (mail === null) return count;
  const waiting = await context.door.asSystem(reason, [schoolId], (tx) => unsentEmails(tx, schoolId));
  const queue = waiting.values();
  const work = async () => {
    for (const message of queue) {
      if (signal.aborted) return;
      const outcome = await sendOne(context, mail, message);
      if (outcome !== null) count[outcome] += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return count;
}

async function sendOne(context: Context, mail: Mailer, { schoolId, id }: MessageRow) {
  const letter = await context.door.asSystem(reason, [schoolId], (tx) => claim(context, tx, schoolId, id));
  if (letter === null) return null;
  const outcome = await mail.send(letter);
  await context.door.asSystem(reason, [schoolId], async (tx) => {
    const message = await messageNow(tx, schoolId, id);
    if (message?.step !== "sending") return;
    const at = context.clock.now();
    if (outcome.sent) return step(tx, message, "sent", null, at);
    await step(tx, message, "failed", outcome.detail, at);
    if (!outcome.again || isLastTry(message.tries)) await giveUp(context, tx, message, outcome.detail, at);
  });
  return outcome.sent ? "sent" : "failed";
}

/** Takes one message to send: the e-mail, or null when somebody else has it, it must wait, or it is no longer true. */
async function claim(context: Context, tx: Tx, schoolId: number, id: number): Promise<Mail | null> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`recovery message ${schoolId}/${id}`}, 0))`,
  );
  const message = await messageNow(tx, schoolId, id);
  const now = momentIn(context.settings.timeZone, context.clock.now());
  if (message === null || message.step === "sent" || message.step === "given up") return null;
  const next = nextFor(message, now.at);
  if (next === "wait") return null;
  if (next === "cut short") {
    await giveUp(context, tx, message, "sending was cut short: it may have arrived", now.at);
    return null;
  }
  const together = await messagesTogether(tx, schoolId, [id]);
  const still = await stillTrue(tx, together, now);
  if (still.why !== null) {
    await step(tx, message, "given up", still.why, now.at);
    return null;
  }
  const [found = null] = await occasionsOf(context, tx, schoolId, together, (one) =>
    still.messages.includes(one),
  );
  const to = found?.contact?.email ?? null;
  if (found === null || to === null) {
    await giveUp(context, tx, message, "the contact has no address any more", now.at);
    return null;
  }
  await step(tx, message, "sending", null, now.at);
  const languages = readLanguages(message.language);
  return {
    id: `recovery-${schoolId}-${id}`,
    to,
    from: `${found.occasion.school}, ${context.settings.districtName}`,
    languages,
    ...emailOf(languages, found.occasion),
  };
}

/** Of messages that go together, those that are still true; with none, why the first is not. */
async function stillTrue(
  tx: Tx,
  together: readonly MessageRow[],
  now: Moment,
): Promise<{ messages: MessageRow[]; why: string | null }> {
  const { schoolId } = together[0]!;
  const sessionIds = [...new Set(together.map(({ sessionId }) => sessionId))];
  const [found, standings] = await Promise.all([
    findSessions(tx, schoolId, sessionIds),
    familyStandings(tx, schoolId, sessionIds),
  ]);
  const sessions = new Map(found.map((session) => [session.id, session]));
  const untrue = ({ sessionId, pupilId, kind }: MessageRow) => {
    const session = sessions.get(sessionId);
    if (session === undefined) return "there is no such session any more";
    const family = standings.get(sessionId)?.find((one) => one.pupilId === pupilId);
    return whyNotSent(session, kind, family ?? { place: null, answer: null }, now);
  };
  const whys = together.map(untrue);
  const messages = together.filter((_, index) => whys[index] === null);
  return { messages, why: messages.length > 0 ? null : whys[0]! };
}

const step = async (
  tx: Tx,
  { schoolId, id }: MessageRow,
  taken: MessageStep,
  detail: string | null,
  at: Temporal.Instant,
): Promise<void> =>
  void (await tx.insert(recoveryMessageStep).values({ schoolId, messageId: id, step: taken, detail, at }));

/** Ends the tries. A letter is put on record of what no other e-mail brought or may still bring to the family. */
async function giveUp(
  context: Context,
  tx: Tx,
  message: MessageRow,
  detail: string,
  at: Temporal.Instant,
): Promise<void> {
  await step(tx, message, "given up", detail, at);
  const { schoolId, kind } = message;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`recovery letters instead ${schoolId}`}, 0))`,
  );
  const lost: WrittenAbout[] = [];
  const now = momentIn(context.settings.timeZone, at);
  const still = await stillTrue(tx, await messagesTogether(tx, schoolId, [message.id]), now);
  const written = await messagesOf(tx, schoolId, [
    ...new Set(still.messages.map(({ sessionId }) => sessionId)),
  ]);
  for (const { pupilId, sessionId } of still.messages) {
    const others = written.filter(
      (other) =>
        other.sessionId === sessionId &&
        other.pupilId === pupilId &&
        other.kind === kind &&
        other.lead !== message.id,
    );
    if (others.every((other) => other.step === "given up" && other.channel === "email"))
      lost.push({ pupilId, sessionId });
  }
  await writeLetterInstead(tx, context, { schoolId, kind }, lost, at);
}
