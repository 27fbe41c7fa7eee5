import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { recoveryMessage } from "#drizzle/schema/recovery-message.ts";
import { languagesFor, writtenLanguages } from "../words/languages.ts";
import { type Addressee, addressees } from "./addressees.server.ts";
import { answerKeyOf, hashAnswerKey } from "./answer-key.server.ts";
import type { MessageKind } from "./letter.ts";

export type About = { schoolId: number; sessionId: number; kind: MessageKind };
type Author = { by: number | null; actor: string };
type Row = typeof recoveryMessage.$inferInsert;

/**
 * Puts messages on record, to be sent or printed afterwards: one e-mail for each adult with educational rights and an
 * address, else one letter a pupil. Whoever calls it has made sure that none is there yet, under the session's lock.
 * @returns how many of each were put on record
 */
export async function writeMessages(
  tx: Tx,
  context: Pick<Context, "secrets" | "mail">,
  about: About,
  pupilIds: readonly number[],
  doing: { author: Author; at: Temporal.Instant },
): Promise<{ emails: number; letters: number }> {
  if (pupilIds.length === 0) return { emails: 0, letters: 0 };
  const families = await addressees(tx, about.schoolId, pupilIds);
  // A key is made of the row, and the database keeps no more than microseconds.
  const at = doing.at.round({ smallestUnit: "millisecond", roundingMode: "floor" });
  const rows = [...families.values()].flatMap((family) =>
    rowsFor(context, about, family, doing.author.by, at),
  );
  if (rows.length === 0) return { emails: 0, letters: 0 };
  await tx.insert(recoveryMessage).values(rows);
  const letters = rows.filter(({ channel }) => channel === "letter").length;
  await recordChange(tx, doing.author, doing.at, {
    schoolId: about.schoolId,
    action: `recovery ${about.kind} written`,
    subject: `recovery session ${about.sessionId}`,
    pupilIds: [...families.keys()],
    after: { emails: rows.length - letters, letters },
  });
  return { emails: rows.length - letters, letters };
}

function rowsFor(
  context: Pick<Context, "secrets" | "mail">,
  about: About,
  family: Addressee,
  by: number | null,
  at: Temporal.Instant,
): Row[] {
  const reachable = context.mail === null ? [] : family.contacts.filter(({ email }) => email !== null);
  const first = family.contacts[0];
  const readers =
    reachable.length > 0
      ? reachable.map(({ seq, language }) => ({ channel: "email" as const, contactSeq: seq, language }))
      : [{ channel: "letter" as const, contactSeq: first?.seq ?? null, language: first?.language ?? null }];
  return readers.map(({ channel, contactSeq, language }) => {
    const message = { ...about, pupilId: family.pupilId, channel, contactSeq, at };
    return {
      ...message,
      language: writtenLanguages(languagesFor(language, family.language)),
      answerKey: about.kind === "cancellation" ? null : hashAnswerKey(answerKeyOf(context, message)),
      by,
    };
  });
}

/** A letter in place of e-mails that could not be brought; nothing when there is one, or an e-mail got through. */
export async function writeLetterInstead(
  tx: Tx,
  context: Pick<Context, "secrets">,
  about: About & { pupilId: number },
  at: Temporal.Instant,
): Promise<void> {
  const { pupilId, ...rest } = about;
  await writeMessages(tx, { secrets: context.secrets, mail: null }, rest, [pupilId], {
    author: { by: null, actor: "write-to-families" },
    at,
  });
}
