import { createHash } from "node:crypto";
import type { Context } from "#app/context.ts";
import type { MessageKind } from "./letter.ts";

/** What a key is made of: all of it stands in the message's row, so that a retry writes the same link. */
export type KeyedMessage = {
  schoolId: number;
  sessionId: number;
  pupilId: number;
  kind: MessageKind;
  channel: "letter" | "email";
  contactSeq: number | null;
  at: Temporal.Instant;
};

/** Without the letters and digits that are taken for one another, because some type it from paper. */
const signs = "23456789abcdefghijkmnpqrstuvwxyz";

/**
 * The key in the link by which a family answers: 26 signs of 5 bits from a keyed hash, which nobody can guess or make
 * without the server's secret. Only its own hash is stored.
 */
export const answerKeyOf = ({ secrets }: Pick<Context, "secrets">, message: KeyedMessage): string =>
  written(secrets.mac(hashed(message)));

/**
 * The key that a message was written with, whatever the server's secret was then.
 * @param hash as stored with the message; null where the message asks nothing
 * @returns null also where that secret is known no more
 */
export function answerKeyWith(
  { secrets }: Pick<Context, "secrets">,
  message: KeyedMessage,
  hash: string | null,
): string | null {
  const keys = hash === null ? [] : secrets.macs(hashed(message)).map(written);
  return keys.find((key) => hashAnswerKey(key) === hash) ?? null;
}

function hashed({ schoolId, sessionId, pupilId, kind, channel, contactSeq, at }: KeyedMessage): string {
  const parts = [schoolId, sessionId, pupilId, kind, channel, contactSeq ?? 0, at.epochMilliseconds];
  return `answer ${parts.join("/")}`;
}

function written(mac: string): string {
  let key = "";
  for (const byte of Buffer.from(mac, "base64url").subarray(0, 26)) key += signs[byte % 32];
  return key;
}

/** As keys are stored and looked for, however they were typed. */
export const hashAnswerKey = (key: string): string =>
  createHash("sha256").update(key.toLowerCase().replaceAll(/[\s-]/g, "")).digest("hex");
