import type { FamilyStanding } from "./due.ts";

export type InvitationCounts = { invited: number; yes: number; no: number; unanswered: number };

/** How many families were invited, and what they answered so far. */
export function countInvitations(standings: readonly FamilyStanding[]): InvitationCounts {
  const asked = standings.filter(({ written }) => written.invitation !== undefined);
  const answered = (answer: "yes" | "no") => standings.filter((one) => one.answer === answer).length;
  return {
    invited: asked.length,
    yes: answered("yes"),
    no: answered("no"),
    unanswered: asked.filter(({ answer, place }) => answer === null && place?.step !== "declined").length,
  };
}

/** The counts in a sentence. */
export function invitationsLine(standings: readonly FamilyStanding[]): string {
  const { invited, yes, no, unanswered } = countInvitations(standings);
  return `${invited} invited; ${yes} said yes, ${no} said no, ${unanswered} did not answer yet.`;
}
