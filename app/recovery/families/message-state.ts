export type MessageStep = "printed" | "sending" | "sent" | "failed" | "given up";

/** Minutes to wait after each failed try; after the last of them the message is given up. */
const waits = [2, 10, 60, 240];
/** After so many minutes without an outcome, nobody is sending any more. */
const sendingMinutes = 10;

type State = { step: MessageStep | null; stepAt: Temporal.Instant | null; tries: number };

/**
 * What to do with an e-mail that is not sent yet. One whose sending was cut short may have arrived, so it is not sent
 * again by itself: that is said to staff instead.
 */
export function nextFor(
  { step, stepAt, tries }: State,
  now: Temporal.Instant,
): "send" | "wait" | "cut short" {
  if (step === null || stepAt === null) return "send";
  const minutes = stepAt.until(now).total("minutes");
  if (step === "sending") return minutes < sendingMinutes ? "wait" : "cut short";
  return minutes >= (waits[tries - 1] ?? 0) ? "send" : "wait";
}

/** Was that the last try? */
export const isLastTry = (tries: number): boolean => tries > waits.length;
