import { eq } from "drizzle-orm";
import type { Context, RequestContext } from "#app/context.ts";
import { userAccount } from "#drizzle/schema/access.ts";
import type { Person } from "./check-password.server.ts";
import { spendRecoveryCode } from "./recovery-code.server.ts";
import { replaceSealed } from "./seal-anew.server.ts";
import { paused, wrongCode } from "./sign-in-refused.ts";
import { takeTry } from "./throttle.server.ts";
import { stepOfCode, useStep } from "./totp.server.ts";
import { triedBy } from "./tried-by.server.ts";

/**
 * A code of the authenticator app, or a recovery code in its place. Each works once, also of two posts at once.
 * @throws SignInRefused
 */
export async function checkCode(
  context: RequestContext,
  request: Request,
  { userId, email }: Person,
  typed: string,
): Promise<void> {
  const attempt = await takeTry(context, await triedBy(context, request, "code", email));
  if (attempt.paused) {
    context.counters.failedLogin("locked");
    throw paused(attempt.waitSeconds);
  }
  if (!(await isRight(context, userId, typed))) {
    attempt.failed();
    context.counters.failedLogin("code");
    throw wrongCode();
  }
  await attempt.succeeded();
}

async function isRight(context: Context, userId: number, typed: string): Promise<boolean> {
  const code = typed.replace(/\s/g, "");
  if (!/^\d{6}$/.test(code)) {
    return context.door.asPerson(userId, (tx) =>
      spendRecoveryCode(tx, context.secrets, userId, code, context.clock.now()),
    );
  }
  const [person] = await context.door.asVisitor((tx) =>
    tx.select().from(userAccount).where(eq(userAccount.id, userId)),
  );
  const sealed = person?.totpSecret;
  if (!sealed || person.totpConfirmedAt === null) return false;
  const step = await stepOfCode(context.secrets.open(sealed), code);
  if (step === null) return false;
  const renewed = context.secrets.renew(sealed);
  return context.door.asPerson(userId, async (tx) => {
    if (renewed !== null) await replaceSealed(tx, userId, sealed, renewed);
    return useStep(tx, userId, step);
  });
}
