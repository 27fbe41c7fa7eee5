import type { Actor } from "#app/access/actor.ts";
import { authorOf, recordChange, recordView } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { type CallRow, callList } from "./call-list.ts";
import { firstContacts, readGain } from "./gain.server.ts";

/**
 * A school's call list, `rows` from `from` (counted from 1), at most `most` of `total`. Every pupil on it is put on
 * record as looked at; `asFile` says that it leaves the product.
 */
export async function loadCallList(
  context: Context,
  actor: Actor,
  { from, most, asFile }: { from: number; most: number; asFile: boolean },
): Promise<{ rows: CallRow[]; total: number }> {
  const { gaining } = await readGain(context, actor, [actor.schoolId], context.clock.today());
  const shown = gaining.slice(from - 1, from - 1 + most);
  const pupilIds = shown.map(({ pupilId }) => pupilId);
  const now = context.clock.now();
  const rows = await context.door.asActor(actor, async (tx) => {
    const contacts = await firstContacts(tx, actor.schoolId, pupilIds);
    await recordView(
      tx,
      actor,
      now,
      asFile ? "recovery call list, as a file" : "recovery call list",
      pupilIds,
    );
    if (asFile)
      await recordChange(tx, authorOf(actor), now, {
        schoolId: actor.schoolId,
        action: "recovery call list taken out",
        subject: `school ${actor.schoolId}`,
        pupilIds,
        after: { pupils: pupilIds.length },
      });
    return callList(shown, contacts);
  });
  return { rows, total: gaining.length };
}
