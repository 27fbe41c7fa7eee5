import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { SecretBox } from "#app/context.ts";

const prefix = "v1.";
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with keys derived for this purpose alone. Seals with the current key; opens what any of them sealed.
 * Sealed text is `v1.` and base64url of iv, tag and cipher text.
 * @param secretKey base64 of at least 32 bytes
 * @param earlier keys that were current before, the newest first
 */
export function createSecretBox(secretKey: string, earlier: readonly string[] = []): SecretBox {
  const keys = [secretKey, ...earlier].map((key) => ({
    seal: deriveKey(key, "secret-box"),
    mac: deriveKey(key, "keyed hash"),
  }));
  const [current] = keys as [(typeof keys)[0]];
  const macWith = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest("base64url");
  /** The text, and whether the current key sealed it. */
  const opened = (sealed: string) => {
    const bytes = Buffer.from(sealed.slice(prefix.length), "base64url");
    if (!sealed.startsWith(prefix) || bytes.length < ivBytes + tagBytes)
      throw new Error("Not a sealed value.");
    for (const key of keys) {
      const text = openWith(key.seal, bytes);
      if (text !== null) return { text, isCurrent: key === current };
    }
    throw new Error("No key opens the sealed value.");
  };
  const seal = (plain: string) => {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv("aes-256-gcm", current.seal, iv);
    const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
    return prefix + Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url");
  };
  return {
    keyId: deriveKey(secretKey, "key id").toString("hex").slice(0, 8),
    seal,
    open: (sealed) => opened(sealed).text,
    renew(sealed) {
      const { text, isCurrent } = opened(sealed);
      return isCurrent ? null : seal(text);
    },
    mac: (text) => macWith(current.mac, text),
    macs: (text) => keys.map((key) => macWith(key.mac, text)),
  };
}

/** Null where another key sealed it, or it was changed since. */
function openWith(key: Buffer, bytes: Buffer): string | null {
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}

/** A 32-byte key for one purpose, so that one key in the environment never serves two. */
export function deriveKey(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(secretKey, "base64"), "", `ap-tool ${purpose}`, 32));
}
