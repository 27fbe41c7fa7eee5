import { randomInt } from "node:crypto";
import { and, count, eq, inArray, isNull, ne } from "drizzle-orm";
import type { SecretBox } from "#app/context.ts";
import { recoveryCode } from "#drizzle/schema/access.ts";
import type { Tx } from "./scope.server.ts";

const codesAPerson = 10;
/** Without the letters and digits that are taken for one another. 12 of them are 59 bits. */
const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

const newCode = () =>
  [0, 1, 2]
    .map(() => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(""))
    .join("-");

const hashed = (userId: number, code: string) =>
  `recovery code ${userId} ${code.toLowerCase().replace(/[^a-z0-9]/g, "")}`;

/** Ten new codes in place of all earlier ones. Only their keyed hashes are stored: show them now or never. */
export async function replaceRecoveryCodes(
  tx: Tx,
  secrets: Pick<SecretBox, "mac" | "keyId">,
  userId: number,
): Promise<string[]> {
  const codes = Array.from({ length: codesAPerson }, newCode);
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
  await tx
    .insert(recoveryCode)
    .values(codes.map((code) => ({ userId, hash: secrets.mac(hashed(userId, code)), keyId: secrets.keyId })));
  return codes;
}

/** Uses up one code. False for a wrong or used one, also for the second of two at once. */
export async function spendRecoveryCode(
  tx: Tx,
  secrets: Pick<SecretBox, "macs">,
  userId: number,
  code: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const spent = await tx
    .update(recoveryCode)
    .set({ usedAt: at })
    .where(
      and(
        eq(recoveryCode.userId, userId),
        inArray(recoveryCode.hash, secrets.macs(hashed(userId, code))),
        isNull(recoveryCode.usedAt),
      ),
    )
    .returning({ userId: recoveryCode.userId });
  return spent.length === 1;
}

/** How many codes a person has left. */
export async function recoveryCodesLeft(tx: Tx, userId: number): Promise<number> {
  const [row] = await tx
    .select({ left: count() })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.userId, userId), isNull(recoveryCode.usedAt)));
  return row?.left ?? 0;
}

/** How many people hold codes that an earlier key made: their codes work only while that key is named. */
export async function holdersOfEarlierCodes(tx: Tx, { keyId }: Pick<SecretBox, "keyId">): Promise<number> {
  const rows = await tx
    .selectDistinct({ userId: recoveryCode.userId })
    .from(recoveryCode)
    .where(and(isNull(recoveryCode.usedAt), ne(recoveryCode.keyId, keyId)));
  return rows.length;
}
