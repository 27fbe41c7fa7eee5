import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { bigints } from "#app/access/sql-array.server.ts";
import type { MessageKind } from "./letter.ts";
import type { MessageStep } from "./message-state.ts";

/** A message on record with the newest step of the letter or e-mail that it goes in, and how often that was tried. */
export type MessageRow = {
  schoolId: number;
  id: number;
  /** The first of the messages that go to the family together; its own number for that one. */
  lead: number;
  pupilId: number;
  sessionId: number;
  kind: MessageKind;
  channel: "letter" | "email";
  language: string;
  contactSeq: number | null;
  /** Hash of the key in its link; null where it asks nothing. */
  answerKey: string | null;
  at: Temporal.Instant;
  step: MessageStep | null;
  stepAt: Temporal.Instant | null;
  detail: string | null;
  tries: number;
};

type Stored = Omit<MessageRow, "at" | "stepAt"> & { at: string; stepAt: string | null };
const iso = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`);

async function rows(tx: Tx, schoolId: number, which: SQL): Promise<MessageRow[]> {
  const found = await tx.execute<Stored>(sql`
    select m.school_id as "schoolId", m.id::int as id,
      coalesce(m.together_with, m.id)::int as lead, m.pupil_id as "pupilId", m.session_id::int as "sessionId", m.kind,
      m.channel, m.language, m.contact_seq as "contactSeq", m.answer_key as "answerKey",
      to_char(m.at at time zone 'UTC', ${iso}) as at, s.step,
      to_char(s.at at time zone 'UTC', ${iso}) as "stepAt", s.detail, s.tries
    from recovery_message m left join lateral (
      select (array_agg(step order by id desc))[1] as step, (array_agg(at order by id desc))[1] as at,
        (array_agg(detail order by id desc))[1] as detail, (count(*) filter (where step = 'sending'))::int as tries
      from recovery_message_step where school_id = m.school_id and message_id = coalesce(m.together_with, m.id)) s on true
    where m.school_id = ${schoolId} and ${which} order by m.id`);
  return found.map((row) => ({
    ...row,
    at: Temporal.Instant.from(row.at),
    stepAt: row.stepAt === null ? null : Temporal.Instant.from(row.stepAt),
  }));
}

/** Everything that was written about these sessions, in the order of writing. */
export const messagesOf = (tx: Tx, schoolId: number, sessionIds: readonly number[]) =>
  rows(tx, schoolId, sql`m.session_id = any (${bigints(sessionIds)})`);

/** E-mails of a school that are neither sent nor given up, by the first message of each. */
export const unsentEmails = (tx: Tx, schoolId: number) =>
  rows(
    tx,
    schoolId,
    sql`m.channel = 'email' and m.together_with is null and (s.step is null or s.step in ('sending', 'failed'))`,
  );

/** Everything that goes to families together with these messages, they themselves first. */
export const messagesTogether = (tx: Tx, schoolId: number, leads: readonly number[]) =>
  rows(tx, schoolId, sql`coalesce(m.together_with, m.id) = any (${bigints(leads)})`);

/** One message as it stands now. */
export const messageNow = async (tx: Tx, schoolId: number, id: number): Promise<MessageRow | null> =>
  (await rows(tx, schoolId, sql`m.id = ${id}`))[0] ?? null;

/** The message whose link holds the key with this hash, at any of the schools in scope. */
export async function messageByKey(tx: Tx, hash: string): Promise<{ schoolId: number; id: number } | null> {
  const [row] = await tx.execute<{ schoolId: number; id: number }>(
    sql`select school_id as "schoolId", id::int as id from recovery_message where answer_key = ${hash}`,
  );
  return row ?? null;
}
