import type { Actor } from "#app/access/actor.ts";
import { recordView } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { recoveryMessageStep } from "#drizzle/schema/recovery-message.ts";
import { lettersPdf } from "../print/letter-pdf.server.ts";
import { messagesOf } from "./message-rows.server.ts";
import { occasionsOf } from "./occasion.server.ts";

/**
 * The letters of a session as one PDF, with those that were not printed before put on record as printed.
 * @returns null when there is none to print
 */
export async function printLetters(
  context: Context,
  actor: Actor,
  sessionId: number,
  which: "new" | "all",
): Promise<Uint8Array | null> {
  const { schoolId } = actor;
  const at = context.clock.now();
  return context.door.asActor(actor, async (tx) => {
    const letters = (await messagesOf(tx, schoolId, sessionId)).filter(
      ({ channel, step }) => channel === "letter" && (which === "all" || step === null),
    );
    const written = await occasionsOf(context, tx, { schoolId, sessionId }, letters);
    if (written.length === 0) return null;
    const pdf = await lettersPdf(written, context.clock.today());
    const fresh = written.filter(({ message }) => message.step === null);
    if (fresh.length > 0)
      await tx
        .insert(recoveryMessageStep)
        .values(
          fresh.map(({ message }) => ({ schoolId, messageId: message.id, step: "printed" as const, at })),
        );
    const pupilIds = [...new Set(written.map(({ message }) => message.pupilId))];
    await recordView(tx, actor, at, "recovery letters, printed", pupilIds);
    return pdf;
  });
}
