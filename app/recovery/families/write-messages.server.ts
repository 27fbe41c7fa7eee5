import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { recoveryMessage } from "#drizzle/schema/recovery-message.ts";
import { languagesFor, writtenLanguages } from "../words/languages.ts";
import { type Addressee, addressees } from "./addressees.server.ts";
import { answerKeyOf, hashAnswerKey } from "./answer-key.server.ts";
import type { MessageKind } from "./letter.ts";

export type About = { schoolId: number; kind: MessageKind };
/** A child and a session that a message is about. */
export type WrittenAbout = { pupilId: number; sessionId: number };
type Author = { by: number | null; actor: string };
type Row = typeof recoveryMessage.$inferInsert;

/**
 * Puts messages on record, to be sent or printed afterwards: one e-mail for each adult with educational rights and an
 * address, else one letter a family. Brothers and sisters, and several sessions, go together where the same person reads
 * about them in the same language. Whoever calls it has made sure that none is there yet, under the sessions' locks.
 * @returns how many e-mails and letters were put on record
 */
export async function writeMessages(
  tx: Tx,
  context: Pick<Context, "secrets" | "mail">,
  about: About,
  matters: readonly WrittenAbout[],
  doing: { author: Author; at: Temporal.Instant },
): Promise<{ emails: number; letters: number }> {
  if (matters.length === 0) return { emails: 0, letters: 0 };
  const families = await addressees(tx, about.schoolId, [...new Set(matters.map(({ pupilId }) => pupilId))]);
  // A key is made of the row, and the database keeps no more than microseconds.
  const at = doing.at.round({ smallestUnit: "millisecond", roundingMode: "floor" });
  const copies = matters.flatMap((matter) => {
    const family = families.get(matter.pupilId);
    return family ? readersOf(context, family).map((reader) => ({ ...matter, reader })) : [];
  });
  const envelopes = [...Map.groupBy(copies, ({ reader }) => reader.together).values()];
  if (envelopes.length === 0) return { emails: 0, letters: 0 };
  const rowOf = ({
    pupilId,
    sessionId,
    reader: { channel, contactSeq, language },
  }: (typeof copies)[number]) => {
    const message = { ...about, pupilId, sessionId, channel, contactSeq, at };
    return { ...message, language, by: doing.author.by };
  };
  const leads = await tx
    .insert(recoveryMessage)
    .values(
      envelopes.map(([first]): Row => {
        const row = rowOf(first!);
        const answerKey = about.kind === "cancellation" ? null : hashAnswerKey(answerKeyOf(context, row));
        return { ...row, answerKey };
      }),
    )
    .returning({ id: recoveryMessage.id });
  const others = envelopes.flatMap(([, ...rest], index) =>
    rest.map((one): Row => ({ ...rowOf(one), togetherWith: leads[index]!.id })),
  );
  if (others.length > 0) await tx.insert(recoveryMessage).values(others);
  const letters = envelopes.filter(([first]) => first!.reader.channel === "letter").length;
  const count = { emails: envelopes.length - letters, letters };
  for (const [sessionId, ofSession] of Map.groupBy(copies, (copy) => copy.sessionId))
    await recordChange(tx, doing.author, doing.at, {
      schoolId: about.schoolId,
      action: `recovery ${about.kind} written`,
      subject: `recovery session ${sessionId}`,
      pupilIds: [...new Set(ofSession.map(({ pupilId }) => pupilId))],
      after: count,
    });
  return count;
}

/** Who reads about a child, how and in which languages; what reaches the same person in the same way goes `together`. */
function readersOf(context: Pick<Context, "mail">, family: Addressee) {
  const reachable = context.mail === null ? [] : family.contacts.filter(({ email }) => email !== null);
  const first = family.contacts[0] ?? null;
  const readers =
    reachable.length > 0
      ? reachable.map((contact) => ({ channel: "email" as const, contact }))
      : [{ channel: "letter" as const, contact: first }];
  const household = family.familyKey === null ? `pupil ${family.pupilId}` : `family ${family.familyKey}`;
  return readers.map(({ channel, contact }) => {
    const language = writtenLanguages(languagesFor(contact?.language ?? null, family.language));
    const person =
      channel === "email"
        ? contact?.email?.toLowerCase()
        : [contact?.name, contact?.address, contact?.city, contact?.zip].join(" ").toLowerCase();
    return {
      channel,
      contactSeq: contact?.seq ?? null,
      language,
      together: [household, channel, person, language].join(" | "),
    };
  });
}

/** A letter in place of e-mails that could not be brought. Whoever calls it has seen that no other reached the family. */
export const writeLetterInstead = (
  tx: Tx,
  context: Pick<Context, "secrets">,
  about: About,
  matters: readonly WrittenAbout[],
  at: Temporal.Instant,
) =>
  writeMessages(tx, { secrets: context.secrets, mail: null }, about, matters, {
    author: { by: null, actor: "write-to-families" },
    at,
  });
