import type { Actor } from "#app/access/actor.ts";
import { recordView } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { recoveryMessageStep } from "#drizzle/schema/recovery-message.ts";
import { lettersPdf } from "../print/letter-pdf.server.ts";
import { messagesOf, messagesTogether } from "./message-rows.server.ts";
import { occasionsOf } from "./occasion.server.ts";

/**
 * The letters about sessions as one PDF, with those that were not printed before put on record as printed. What goes to
 * a family together is one letter, also where it speaks of other sessions as well.
 * @returns null when there is none to print
 */
export async function printLetters(
  context: Context,
  actor: Actor,
  sessionIds: readonly number[],
  which: "new" | "all",
): Promise<Uint8Array | null> {
  const { schoolId } = actor;
  const at = context.clock.now();
  return context.door.asActor(actor, async (tx) => {
    const messages = await messagesOf(tx, schoolId, sessionIds);
    const letters = messages.filter(
      ({ channel, step }) => channel === "letter" && (which === "all" || step === null),
    );
    const leads = [...new Set(letters.map(({ lead }) => lead))];
    const written = await occasionsOf(context, tx, schoolId, await messagesTogether(tx, schoolId, leads));
    if (written.length === 0) return null;
    const pdf = await lettersPdf(written, context.clock.today());
    const fresh = written.filter(({ message }) => message.step === null);
    if (fresh.length > 0)
      await tx
        .insert(recoveryMessageStep)
        .values(
          fresh.map(({ message }) => ({ schoolId, messageId: message.id, step: "printed" as const, at })),
        );
    const pupilIds = [...new Set(written.flatMap(({ families }) => families.map((one) => one.pupilId)))];
    await recordView(tx, actor, at, "recovery letters, printed", pupilIds);
    return pdf;
  });
}
