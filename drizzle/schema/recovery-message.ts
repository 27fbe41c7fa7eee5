import {
  bigint,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { officeAppend, officeRead, workerAppend } from "./policies.ts";
import { pupil } from "./pupil.ts";

/** One message to a family about a recovery session, in their language, on paper or by e-mail. */
export const recoveryMessage = pgTable(
  "recovery_message",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    pupilId: integer("pupil_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    kind: text().$type<"invitation" | "reminder" | "place" | "cancellation">().notNull(),
    channel: text().$type<"letter" | "email">().notNull(),
    language: text().notNull(),
    contactSeq: smallint("contact_seq"),
    /** The message with which this one goes to the family in one letter or e-mail; null for the first of them. */
    togetherWith: bigint("together_with", { mode: "number" }),
    /** The hash of the key in the link by which a family answers; of the first message that goes together. */
    answerKey: text("answer_key"),
    by: integer(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    foreignKey({
      name: "recovery_message_pupil",
      columns: [t.schoolId, t.pupilId],
      foreignColumns: [pupil.schoolId, pupil.pupilId],
    }),
    foreignKey({
      name: "recovery_message_together",
      columns: [t.schoolId, t.togetherWith],
      foreignColumns: [t.schoolId, t.id],
    }),
    index("recovery_message_together_with").on(t.schoolId, t.togetherWith),
    index("recovery_message_by_session").on(t.schoolId, t.sessionId, t.pupilId),
    unique("recovery_message_answer_key").on(t.answerKey),
    officeRead("recovery_message"),
    officeAppend("recovery_message"),
    workerAppend("recovery_message"),
  ],
);

/** What became of a message; the newest step is the state. */
export const recoveryMessageStep = pgTable(
  "recovery_message_step",
  {
    schoolId: integer("school_id").notNull(),
    messageId: bigint("message_id", { mode: "number" }).notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** "sending" is written before the mail server is asked, so that nothing is sent twice. */
    step: text().$type<"printed" | "sending" | "sent" | "failed" | "given up">().notNull(),
    detail: text(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.messageId, t.id] }),
    foreignKey({
      name: "recovery_message_step_message",
      columns: [t.schoolId, t.messageId],
      foreignColumns: [recoveryMessage.schoolId, recoveryMessage.id],
    }),
    officeRead("recovery_message_step"),
    officeAppend("recovery_message_step", null),
    workerAppend("recovery_message_step"),
  ],
);
