import { hasBegun, hasEnded, type Moment } from "./moment.ts";
import type { RecoverySession } from "./session.ts";

export type SessionState = "planned" | "running" | "over" | "attested" | "cancelled";

export function stateOf(session: RecoverySession, now: Moment): SessionState {
  if (session.cancelled !== null) return "cancelled";
  if (session.attestedAt !== null) return "attested";
  if (hasEnded(session, now)) return "over";
  return hasBegun(session, now) ? "running" : "planned";
}

/** The state of a session in a list. */
export const stateWords: Readonly<Record<SessionState, string>> = {
  planned: "Planned",
  running: "Running now",
  over: "Waits for attestation",
  attested: "Attested",
  cancelled: "Cancelled",
};
