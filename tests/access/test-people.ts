import { generateTOTP } from "@epic-web/totp";
import { vi } from "vitest";
import { createAccount, enrolWithSecret } from "#app/access/accounts.server.ts";
import type { Role } from "#app/access/permissions.ts";
import type { RequestContext } from "#app/context.ts";
import { action as password } from "#app/routes/sign-in._index/route.tsx";
import { action as code } from "#app/routes/sign-in.code/route.tsx";
import type { TestBrowser } from "./test-browser.ts";

export const theirPassword = "correct horse battery staple";
/** The authenticator's secret of everyone whom a test makes enrolled. */
export const theirSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/** Someone who can sign in; enrolled unless said otherwise. */
export async function addPerson(
  context: RequestContext,
  email: string,
  roles: { schoolId: number; role: Role }[],
  options: { enrolled?: boolean; staffId?: number } = {},
): Promise<number> {
  const passwordHash = await context.passwords.hash(theirPassword);
  return context.door.asSystem("test person", [10, 20], async (tx) => {
    const id = await createAccount(tx, { by: null, actor: "test" }, context.clock.now(), {
      email,
      name: email.split("@")[0] ?? email,
      passwordHash,
      staffId: options.staffId ?? null,
      roles,
    });
    if (id === null) throw new Error(`${email} exists.`);
    if (options.enrolled !== false) await enrolWithSecret(tx, context, id, theirSecret);
    return id;
  });
}

/** The phone's next code: half a minute passes first, because a code works once. */
export async function nextCode(secret = theirSecret): Promise<string> {
  if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-10-14T17:00:00Z") });
  vi.setSystemTime(Date.now() + 30_000);
  return (await generateTOTP({ secret, algorithm: "SHA-1", digits: 6, period: 30 })).otp;
}

/** Signs in with password and code. */
export async function signIn(browser: TestBrowser, email: string, next = ""): Promise<string | null> {
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  await browser.post(password, `/sign-in${query}`, { email, password: theirPassword });
  const answer = await browser.post(code, `/sign-in/code${query}`, { code: await nextCode() });
  return answer.to;
}
