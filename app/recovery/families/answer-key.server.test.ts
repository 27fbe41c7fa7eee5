import { expect, test } from "vitest";
import { createSecretBox } from "#server/secret-box.ts";
import { answerKeyOf, answerKeyWith, hashAnswerKey, type KeyedMessage } from "./answer-key.server.ts";

const keyOf = (first: number) =>
  Buffer.from(Array.from({ length: 32 }, (_, at) => first + at)).toString("base64");
const message: KeyedMessage = {
  schoolId: 10,
  sessionId: 1,
  pupilId: 1001,
  kind: "invitation",
  channel: "letter",
  contactSeq: 1,
  at: Temporal.Instant.from("2026-10-14T17:00:00Z"),
};

test("a message keeps the key it was written with after the server's secret was changed", () => {
  const before = { secrets: createSecretBox(keyOf(1)) };
  const between = { secrets: createSecretBox(keyOf(100), [keyOf(1)]) };
  const key = answerKeyOf(before, message);
  const hash = hashAnswerKey(key);
  expect(answerKeyWith(before, message, hash)).toBe(key);
  expect(answerKeyWith(between, message, hash)).toBe(key);
  expect(answerKeyOf(between, message)).not.toBe(key);
  expect(answerKeyWith({ secrets: createSecretBox(keyOf(100)) }, message, hash)).toBeNull();
});

test("a message that asks nothing has no key", () => {
  expect(answerKeyWith({ secrets: createSecretBox(keyOf(1)) }, message, null)).toBeNull();
});
