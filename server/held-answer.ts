import type { RequestContext } from "#app/context.ts";

/** What one request's answer is held back for. Each is waited for once: what failed is then the answer itself. */
export function heldAnswer(): Pick<RequestContext, "answerAfter" | "mayAnswer"> {
  let held: Promise<void>[] = [];
  return {
    answerAfter(kept) {
      kept.catch(() => {});
      held.push(kept);
    },
    async mayAnswer() {
      const waiting = held;
      held = [];
      await Promise.all(waiting);
    },
  };
}
