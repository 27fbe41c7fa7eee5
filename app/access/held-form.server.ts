import { and, eq, sql } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { heldForm } from "#drizzle/schema/access.ts";
import { holdsPassword, keptFields } from "./kept-fields.server.ts";

const kept = { hours: 24 };

/**
 * Keeps a form that arrived after its session had ended, sealed, for its owner to send again.
 * @returns its id, or null where the body is not a form or has a password
 */
export async function holdForm(context: Context, request: Request, userId: number): Promise<string | null> {
  const form = await request.formData().catch(() => null);
  if (form === null || holdsPassword(form)) return null;
  const fields = await keptFields(form);
  const { pathname, search } = new URL(request.url);
  const rows = await context.door.asPerson(userId, (tx) =>
    tx
      .insert(heldForm)
      .values({
        userId,
        path: pathname + search,
        body: context.secrets.seal(new URLSearchParams(fields).toString()),
        heldAt: context.clock.now(),
      })
      .returning({ id: heldForm.id }),
  );
  return rows[0]?.id ?? null;
}

export type HeldForm = { path: string; fields: [string, string][]; heldAt: Temporal.Instant };

/** The kept form, if it is this person's and not older than a day. */
export async function findHeldForm(context: Context, id: string, userId: number): Promise<HeldForm | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const [row] = await context.door.asPerson(userId, (tx) =>
    tx
      .select()
      .from(heldForm)
      .where(
        and(
          eq(heldForm.id, id),
          eq(heldForm.userId, userId),
          sql`${heldForm.heldAt} > ${context.clock.now().subtract(kept).toString()}`,
        ),
      ),
  );
  if (!row) return null;
  const fields = [...new URLSearchParams(context.secrets.open(row.body))];
  return { path: row.path, fields, heldAt: row.heldAt };
}

/** Throws a person's kept form away. */
export async function discardHeldForm(context: Context, id: string, userId: number): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return;
  await context.door.asPerson(userId, (tx) =>
    tx.delete(heldForm).where(and(eq(heldForm.id, id), eq(heldForm.userId, userId))),
  );
}
