import { expect, test } from "vitest";
import { heldAnswer } from "./held-answer.ts";

test("an answer waits until what it was held back for has happened", async () => {
  const { answerAfter, mayAnswer } = heldAnswer();
  const kept = Promise.withResolvers<void>();
  answerAfter(kept.promise);
  let answered = false;
  const answering = mayAnswer().then(() => {
    answered = true;
  });
  await new Promise((next) => setImmediate(next));
  expect(answered).toBe(false);
  kept.resolve();
  await answering;
});

test("what failed is the answer, once: the page that says so is not held back by it", async () => {
  const { answerAfter, mayAnswer } = heldAnswer();
  answerAfter(Promise.reject(new Error("not kept")));
  await expect(mayAnswer()).rejects.toThrow("not kept");
  await expect(mayAnswer()).resolves.toBeUndefined();
});
