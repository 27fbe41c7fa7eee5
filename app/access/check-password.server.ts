import { eq } from "drizzle-orm";
import type { RequestContext } from "#app/context.ts";
import { userAccount } from "#drizzle/schema/access.ts";
import { paused, SignInRefused, wrongPassword } from "./sign-in-refused.ts";
import { takeTry } from "./throttle.server.ts";
import { triedBy } from "./tried-by.server.ts";

/** Someone whose password was right. */
export type Person = { userId: number; email: string };

/**
 * The first step. An address nobody has costs the same work and gets the same answer as a wrong password.
 * @throws SignInRefused
 */
export async function checkPassword(
  context: RequestContext,
  request: Request,
  typed: { email: string; password: string },
): Promise<Person> {
  const email = typed.email.trim().toLowerCase();
  if (email === "" || typed.password === "") {
    throw new SignInRefused("Enter your email and your password.", { email: typed.email });
  }
  const attempt = await takeTry(context, await triedBy(context, request, "password", email));
  if (attempt.paused) {
    context.counters.failedLogin("locked");
    throw paused(attempt.waitSeconds, email);
  }
  const [person] = await context.door.asVisitor((tx) =>
    tx.select().from(userAccount).where(eq(userAccount.email, email)),
  );
  const { right, outdated } = await context.passwords.verify(typed.password, person?.passwordHash ?? null);
  if (!person || !right || person.suspendedAt !== null) {
    attempt.failed();
    context.counters.failedLogin(!person ? "unknown" : !right ? "password" : "suspended");
    throw wrongPassword(email);
  }
  await attempt.succeeded();
  if (outdated) {
    const passwordHash = await context.passwords.hash(typed.password);
    await context.door.asPerson(person.id, (tx) =>
      tx.update(userAccount).set({ passwordHash }).where(eq(userAccount.id, person.id)),
    );
  }
  return { userId: person.id, email };
}
