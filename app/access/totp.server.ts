import { generateTOTP, getTOTPAuthUri, verifyTOTP } from "@epic-web/totp";
import { sql } from "drizzle-orm";
import { create } from "qrcode";
import type { Tx } from "./scope.server.ts";

/** What every authenticator app understands. */
const shape = { algorithm: "SHA-1", digits: 6, period: 30 };

/** A new secret, base32. The package's own has 80 bits; RFC 4226 (4, R6) recommends 160. */
export async function newTotpSecret(): Promise<string> {
  const halves = await Promise.all([generateTOTP(shape), generateTOTP(shape)]);
  return halves.map((half) => half.secret).join("");
}

export type Enrolment = {
  /** The secret for typing, in groups of four. */
  written: string;
  uri: string;
  /** The picture of the address: `size` modules wide, `path` for an SVG. */
  picture: { size: number; path: string };
};

/** What someone needs to put a secret into an authenticator app. */
export function enrolmentOf(secret: string, email: string, issuer: string): Enrolment {
  const uri = getTOTPAuthUri({ ...shape, secret, accountName: email, issuer });
  const { size, data } = create(uri, { errorCorrectionLevel: "M" }).modules;
  const path = Array.from(data, (dark, at) =>
    dark ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : "",
  ).join("");
  return { written: secret.match(/.{1,4}/g)?.join(" ") ?? secret, uri, picture: { size, path } };
}

/** Codes follow the world's time, whatever day a demonstration is set to: the phone shows no other. */
const stepNow = () => Math.floor(Date.now() / 1000 / shape.period);

/** The time step that a code belongs to, one step early or late allowed; null for a wrong code. */
export async function stepOfCode(secret: string, code: string): Promise<number | null> {
  for (;;) {
    const step = stepNow();
    const match = await verifyTOTP({ ...shape, secret, otp: code, window: 1 });
    // The package reads the time itself: ask again if a step ended meanwhile.
    if (step === stepNow()) return match === null ? null : step + match.delta;
  }
}

/** Uses up a time step. False when it, or a later one, was used before: also for the second of two at once. */
export async function useStep(tx: Tx, userId: number, step: number): Promise<boolean> {
  const used = await tx.execute(sql`update user_account set totp_last_step = ${step}
    where id = ${userId} and (totp_last_step is null or totp_last_step < ${step}) returning id`);
  return used.length === 1;
}
