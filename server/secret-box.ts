import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { SecretBox } from "#app/context.ts";

const prefix = "v1.";
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a key derived for this purpose alone.
 * Sealed text is `v1.` and base64url of iv, tag and cipher text.
 * @param secretKey base64 of at least 32 bytes
 */
export function createSecretBox(secretKey: string): SecretBox {
  const key = deriveKey(secretKey, "secret-box");
  const macKey = deriveKey(secretKey, "keyed hash");
  return {
    seal(plain) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.slice(prefix.length), "base64url");
      if (!sealed.startsWith(prefix) || bytes.length < ivBytes + tagBytes)
        throw new Error("Not a sealed value.");
      const tag = bytes.subarray(ivBytes, ivBytes + tagBytes);
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAuthTag(tag);
      return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
    },
    mac: (text) => createHmac("sha256", macKey).update(text).digest("base64url"),
  };
}

/** A 32-byte key for one purpose, so that one key in the environment never serves two. */
export function deriveKey(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(secretKey, "base64"), "", `ap-tool ${purpose}`, 32));
}
