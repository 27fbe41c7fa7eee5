import { eq } from "drizzle-orm";
import type { Context, RequestContext } from "#app/context.ts";
import { userAccount } from "#drizzle/schema/access.ts";
import type { Actor } from "./actor.ts";
import { passwordProblem } from "./password-rule.ts";
import { endSessions } from "./session-list.server.ts";
import { paused, SignInRefused } from "./sign-in-refused.ts";
import { takeTry } from "./throttle.server.ts";
import { authorOf, recordChange } from "./trace.server.ts";
import { triedBy } from "./tried-by.server.ts";

/**
 * A person's own new password, which differs from the stored one.
 * @returns its hash
 * @throws SignInRefused
 */
export async function chosenPassword(
  context: Context,
  person: { email: string; name: string; passwordHash: string },
  chosen: { password: string; again: string },
): Promise<string> {
  const problem = passwordProblem({ ...chosen, email: person.email, name: person.name });
  if (problem !== null) throw new SignInRefused(problem);
  if ((await context.passwords.verify(chosen.password, person.passwordHash)).right) {
    throw new SignInRefused("Choose a password other than the one you have now.");
  }
  return context.passwords.hash(chosen.password);
}

/**
 * Changes one's password and ends one's other sessions.
 * @throws SignInRefused
 */
export async function changePassword(
  context: RequestContext,
  request: Request,
  actor: Actor,
  typed: { current: string; password: string; again: string },
): Promise<void> {
  const attempt = await takeTry(context, await triedBy(context, request, "current password", actor.email));
  if (attempt.paused) throw paused(attempt.waitSeconds);
  const [person] = await context.door.asVisitor((tx) =>
    tx.select().from(userAccount).where(eq(userAccount.id, actor.userId)),
  );
  const { right } = await context.passwords.verify(typed.current, person?.passwordHash ?? null);
  if (!person || !right) {
    attempt.failed();
    context.counters.failedLogin("password");
    throw new SignInRefused("Your current password is not right.");
  }
  await attempt.succeeded();
  const passwordHash = await chosenPassword(context, person, typed);
  await context.door.asActor(actor, async (tx) => {
    const now = context.clock.now();
    await tx.update(userAccount).set({ passwordHash }).where(eq(userAccount.id, actor.userId));
    await endSessions(tx, actor.userId, now, actor.sessionHandle);
    await recordChange(tx, authorOf(actor), now, {
      schoolId: 0,
      action: "password changed",
      subject: `person ${actor.userId}`,
    });
  });
}
