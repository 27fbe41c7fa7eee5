import type { TimeSpan } from "#app/calendar/bell.ts";
import { type TeacherFacts, type TeacherFault, teacherStanding, unknownTeacher } from "./certification.ts";
import { type InRoom, ratioPeak } from "./ratio-peak.ts";
import type { RecoverySettings } from "./settings.ts";
import type { TeachingSpan } from "./teachers-of.ts";

export type HoldRule = "AR-SES-2" | "AR-SES-7";

/** Why a session is held, and what an auditor would ask about it. `peak` of a breached ratio alone. */
export type Hold = {
  rule: HoldRule;
  name: "ratio exceeded" | "nobody taught it" | TeacherFault;
  reason: string;
  peak: { at: string; pupils: number; limit: number } | null;
};

/** What a person decided about a hold, in force until the next decision for the same rule. */
export type HoldDecision = { decision: "counts" | "kept out"; reason: string };

/** `teaching`: who was a teacher of the session when; `teachers`: what is known of each, by id. */
export type HoldFacts = {
  session: TimeSpan & { date: Temporal.PlainDate; plannedLead: number };
  teachers: ReadonlyMap<number, TeacherFacts>;
  teaching: readonly TeachingSpan[];
  stays: readonly InRoom[];
  settings: Pick<RecoverySettings, "mixedRatio">;
};

/**
 * What holds the minutes of a session out of claims until a person decides: a minute with more pupils than the ratio
 * allows (AR-SES-7), a teacher who could not supervise it on that day (AR-SES-2). Teachers beside the one who leads
 * raise the limit only when they could.
 */
export function holdsOf({ session, teachers, teaching, stays, settings }: HoldFacts): Hold[] {
  const standing = (id: number) => teacherStanding(teachers.get(id) ?? unknownTeacher, session.date);
  const planned = teaching.find(({ teacherId }) => teacherId === session.plannedLead);
  const leadId = (planned ?? teaching[0])?.teacherId;
  if (leadId === undefined)
    return [
      {
        rule: "AR-SES-2",
        name: "nobody taught it",
        reason: "Every teacher of this session left it, so nobody supervised it.",
        peak: null,
      },
    ];
  const holds: Hold[] = [];
  const leads = standing(leadId);
  if (!leads.qualified) holds.push({ rule: "AR-SES-2", name: leads.fault, reason: leads.reason, peak: null });
  const counted = teaching.filter(({ teacherId }) => teacherId === leadId || standing(teacherId).qualified);
  const peak = ratioPeak(duringSession(stays, session), counted, settings);
  if (peak !== null && !peak.allowed)
    holds.push({
      rule: "AR-SES-7",
      name: "ratio exceeded",
      reason: `At ${peak.at}: ${peak.reason}`,
      peak: { at: peak.at, pupils: peak.pupils, limit: peak.limit },
    });
  return holds;
}

/** Who waits at the door before a session begins, or is fetched after it, is not in it. */
export function duringSession<Stay extends InRoom>(stays: readonly Stay[], session: TimeSpan): Stay[] {
  return stays
    .filter(({ inAt, outAt }) => inAt < session.endsAt && (outAt === null || outAt > session.startsAt))
    .map((stay) => ({ ...stay, inAt: Math.max(stay.inAt, session.startsAt) }));
}

/** A session stays out of claims while one of its holds has no decision, or the decision is to keep it out. */
export const isHeld = (holds: readonly { decision: HoldDecision | null }[]): boolean =>
  holds.some(({ decision }) => decision?.decision !== "counts");
