import { expect, test } from "vitest";
import { createSecretBox } from "./secret-box.ts";

const key = Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString("base64");
const other = Buffer.from(Array.from({ length: 32 }, (_, at) => at + 1)).toString("base64");

test("what is sealed opens again, looks different each time and hides its text", () => {
  const box = createSecretBox(key);
  const sealed = box.seal("JBSWY3DPEHPK3PXP — ñ");
  expect(box.open(sealed)).toBe("JBSWY3DPEHPK3PXP — ñ");
  expect(box.seal("JBSWY3DPEHPK3PXP — ñ")).not.toBe(sealed);
  expect(Buffer.from(sealed.slice(3), "base64url").toString("latin1")).not.toContain("JBSW");
});

test("a value that was changed in any byte does not open", () => {
  const box = createSecretBox(key);
  const bytes = Buffer.from(box.seal("secret").slice(3), "base64url");
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(() => box.open(`v1.${changed.toString("base64url")}`)).toThrow();
  }
  expect(() => box.open(`v1.${bytes.subarray(0, -1).toString("base64url")}`)).toThrow();
  expect(() => box.open("")).toThrow();
  expect(() => box.open("secret")).toThrow();
});

test("an earlier key opens what it sealed, and what is opened may be sealed with the current one", () => {
  const before = createSecretBox(key).seal("secret — ñ");
  const box = createSecretBox(other, [key]);
  expect(box.open(before)).toBe("secret — ñ");
  const renewed = box.renew(before);
  expect(createSecretBox(other).open(renewed ?? "")).toBe("secret — ñ");
  expect(box.renew(renewed ?? "")).toBeNull();
  expect(createSecretBox(key).renew(before)).toBeNull();
  expect(() => createSecretBox(key).open(box.seal("x"))).toThrow();
  expect(() => createSecretBox(other).renew(before)).toThrow();
});

test("a keyed hash is found again by whichever key made it, and is made with the current one", () => {
  const box = createSecretBox(other, [key]);
  expect(box.macs("a code")).toEqual([
    createSecretBox(other).mac("a code"),
    createSecretBox(key).mac("a code"),
  ]);
  expect(box.mac("a code")).toBe(createSecretBox(other).mac("a code"));
  expect(box.keyId).toBe(createSecretBox(other).keyId);
  expect(box.keyId).not.toBe(createSecretBox(key).keyId);
});

test("another key does not open it", () => {
  expect(() => createSecretBox(other).open(createSecretBox(key).seal("secret"))).toThrow();
});
