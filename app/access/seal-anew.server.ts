import { and, eq, isNotNull } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { userAccount } from "#drizzle/schema/access.ts";
import { holdersOfEarlierCodes } from "./recovery-code.server.ts";
import type { Tx } from "./scope.server.ts";

export type SealedAnew = {
  /** Secrets of authenticators that an earlier key had sealed. */
  renewed: number;
  /** Those that no key opens: their owners have to start over. */
  unopened: number;
  /** People whose recovery codes an earlier key made; nothing but new codes can change that. */
  earlierCodes: number;
};

/**
 * After a change of SECRET_KEY: seals with the current key what lasts. Kept forms and cookies are outlived by their keys.
 * Safe to run again, and from two places at once. Runs with the web process's door: jobs may not read secrets.
 */
export async function sealAnew(context: Pick<Context, "door" | "secrets" | "log">): Promise<SealedAnew> {
  const told = await context.door.asSystem("seal anew", [], async (tx) => {
    const rows = await tx
      .select({ id: userAccount.id, sealed: userAccount.totpSecret })
      .from(userAccount)
      .where(isNotNull(userAccount.totpSecret));
    const counts = { renewed: 0, unopened: 0 };
    for (const { id, sealed } of rows) {
      const anew = renewed(context, sealed ?? "");
      if (anew === "unopened") counts.unopened++;
      else if (anew !== null) {
        counts.renewed++;
        await replaceSealed(tx, id, sealed ?? "", anew);
      }
    }
    return { ...counts, earlierCodes: await holdersOfEarlierCodes(tx, context.secrets) };
  });
  context.log[told.unopened > 0 ? "error" : "info"]("sealed_anew", told);
  return told;
}

/** Puts the secret sealed anew in the place of the old one, unless somebody has put another there meanwhile. */
export async function replaceSealed(tx: Tx, userId: number, sealed: string, anew: string): Promise<void> {
  await tx
    .update(userAccount)
    .set({ totpSecret: anew })
    .where(and(eq(userAccount.id, userId), eq(userAccount.totpSecret, sealed)));
}

function renewed({ secrets }: Pick<Context, "secrets">, sealed: string): string | null | "unopened" {
  try {
    return secrets.renew(sealed);
  } catch {
    return "unopened";
  }
}
