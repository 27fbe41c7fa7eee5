import type { SessionState } from "./session-view.ts";

/** The state of a session in a list. */
export const stateWords: Readonly<Record<SessionState, string>> = {
  planned: "Planned",
  running: "Running now",
  over: "Waits for attestation",
  attested: "Attested",
  cancelled: "Cancelled",
};
