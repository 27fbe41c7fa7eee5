import { redirect } from "@remix-run/node";
import { eq } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { paths } from "#app/paths.ts";
import { userAccount } from "#drizzle/schema/access.ts";
import { nextOf } from "./next-path.ts";
import { findSession } from "./session.server.ts";

export type WaitingPerson = {
  userId: number;
  email: string;
  name: string;
  passwordHash: string;
  /** Sealed. */
  totpSecret: string | null;
  enrolled: boolean;
};

/**
 * The person between password and code.
 * @throws Response to the sign-in page without a password, onwards for someone signed in already
 */
export async function requireWaitingPerson(context: Context, request: Request): Promise<WaitingPerson> {
  const next = nextOf(request);
  const state = await findSession(context, request);
  if (state === null || !state.live) throw redirect(paths.signIn(next));
  if (state.stage === "full") throw redirect(next ?? paths.home());
  const [row] = await context.door.asVisitor((tx) =>
    tx.select().from(userAccount).where(eq(userAccount.id, state.userId)),
  );
  if (!row) throw redirect(paths.signIn(next));
  return {
    userId: row.id,
    email: row.email,
    name: row.name,
    passwordHash: row.passwordHash,
    totpSecret: row.totpSecret,
    enrolled: row.totpConfirmedAt !== null,
  };
}
