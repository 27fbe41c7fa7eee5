import { and, eq, isNull, sql } from "drizzle-orm";
import type { Context, RequestContext } from "#app/context.ts";
import { userAccount } from "#drizzle/schema/access.ts";
import { chosenPassword } from "./change-password.server.ts";
import { replaceRecoveryCodes } from "./recovery-code.server.ts";
import { paused, wrongCode } from "./sign-in-refused.ts";
import { takeTry } from "./throttle.server.ts";
import { newTotpSecret, stepOfCode } from "./totp.server.ts";
import { recordChange } from "./trace.server.ts";
import { triedBy } from "./tried-by.server.ts";
import type { WaitingPerson } from "./waiting-person.server.ts";

/** The secret to put into the app: the same on every look until it is confirmed, also of two looks at once. */
export async function secretToEnrol(context: Context, person: WaitingPerson): Promise<string> {
  if (person.totpSecret) return context.secrets.open(person.totpSecret);
  const sealed = context.secrets.seal(await newTotpSecret());
  const [row] = await context.door.asPerson(person.userId, (tx) =>
    tx
      .update(userAccount)
      .set({ totpSecret: sql`coalesce(${userAccount.totpSecret}, ${sealed})` })
      .where(eq(userAccount.id, person.userId))
      .returning({ sealed: userAccount.totpSecret }),
  );
  return context.secrets.open(row?.sealed ?? sealed);
}

/**
 * A first code proves that the app has the secret. The password they came with was given to them, so another hand
 * knows it: they choose their own in the same step.
 * @returns the recovery codes, to be shown once
 * @throws SignInRefused
 */
export async function confirmEnrolment(
  context: RequestContext,
  request: Request,
  person: WaitingPerson,
  typed: { code: string; password: string; again: string },
): Promise<string[]> {
  const attempt = await takeTry(context, await triedBy(context, request, "code", person.email));
  if (attempt.paused) {
    context.counters.failedLogin("locked");
    throw paused(attempt.waitSeconds);
  }
  const code = typed.code.replace(/\s/g, "");
  const step = person.totpSecret ? await stepOfCode(context.secrets.open(person.totpSecret), code) : null;
  if (step === null) {
    attempt.failed();
    context.counters.failedLogin("code");
    throw wrongCode();
  }
  await attempt.succeeded();
  // After the code: hashing is dear, and must not be had for the asking.
  const passwordHash = await chosenPassword(context, person, typed);
  const codes = await confirm(context, person.userId, { step, passwordHash });
  if (codes === null) throw wrongCode();
  return codes;
}

const confirm = (context: Context, userId: number, proven: { step: number; passwordHash: string }) =>
  context.door.asPerson(userId, async (tx) => {
    const now = context.clock.now();
    const confirmed = await tx
      .update(userAccount)
      .set({ totpConfirmedAt: now, totpLastStep: proven.step, passwordHash: proven.passwordHash })
      .where(and(eq(userAccount.id, userId), isNull(userAccount.totpConfirmedAt)))
      .returning({ id: userAccount.id });
    if (confirmed.length === 0) return null;
    await recordChange(tx, { by: userId, actor: `person ${userId}` }, now, {
      schoolId: 0,
      action: "authenticator enrolled",
      subject: `person ${userId}`,
    });
    return replaceRecoveryCodes(tx, context.secrets, userId);
  });
