import { spansOverlap, type TimeSpan } from "#app/calendar/bell.ts";
import { displayDay } from "#app/calendar/day.ts";
import type { HoldGround } from "#drizzle/schema/recovery-day.ts";
import { type TeacherFacts, type TeacherFault, teacherStanding, unknownTeacher } from "./certification.ts";
import { ratioPeak } from "./ratio-peak.ts";
import type { RecoverySettings } from "./settings.ts";
import { type InRoom, type Stretch, spansOf, stretchesOf } from "./stretches.ts";
import { spansInWords, supervising } from "./supervision.ts";
import type { TeachingSpan } from "./teachers-of.ts";

export type HoldRule = "AR-SES-1" | "AR-SES-2" | "AR-SES-7";

export type HoldName =
  | "in the school day"
  | "ratio exceeded"
  | "nobody taught it"
  | "nobody qualified"
  | TeacherFault;

/** Why a session is held, and what an auditor would ask about it. */
export type Hold = {
  rule: HoldRule;
  name: HoldName;
  reason: string;
  /** The time with pupils that it is about; none where somebody else could supervise all of it. */
  spans: TimeSpan[];
  /** Who of the teachers could not supervise it (AR-SES-2). */
  faults: { teacherId: number; fault: TeacherFault }[];
  /** Of a breached ratio (AR-SES-7): the worst of it. */
  peak: { at: string; pupils: number; limit: number } | null;
};

/** What a person decided about a hold, in force until the next decision for the same rule. */
export type HoldDecision = { decision: "counts" | "kept out"; reason: string };

/**
 * `teaching`: who was a teacher of the session when; `teachers`: what is known of each, by id. `schoolDay`: school of
 * that day by the calendar and the bells of today, null where none is known.
 */
export type HoldFacts = {
  session: TimeSpan & { date: Temporal.PlainDate; plannedLead: number };
  teachers: ReadonlyMap<number, TeacherFacts>;
  teaching: readonly TeachingSpan[];
  stays: readonly InRoom[];
  schoolDay: TimeSpan | null;
  settings: Pick<RecoverySettings, "mixedRatio">;
};

/**
 * What holds the minutes of a session out of claims until a person decides: time in which nobody was there who could
 * supervise it, or a lead who could not (AR-SES-2); a minute with more pupils than the ratio allows (AR-SES-7); time
 * that lies in the school day since the calendar or the bells have changed (AR-SES-1).
 */
export function holdsOf(facts: HoldFacts): Hold[] {
  const { session, teachers, teaching, stays, settings } = facts;
  const stretches = stretchesOf(session, stays, supervising(teaching, teachers, session.date));
  // Time with nobody there at all is said once.
  const peak = ratioPeak(
    stretches.filter(({ teachers }) => teachers > 0),
    settings,
  );
  return [
    ...schoolDayHold(facts, stretches),
    ...supervisionHold(facts, stretches),
    ...(peak === null || peak.allowed
      ? []
      : [
          {
            rule: "AR-SES-7" as const,
            name: "ratio exceeded" as const,
            reason: `At ${peak.at}: ${peak.reason} Over it ${spansInWords(peak.over)}.`,
            spans: peak.over,
            faults: [],
            peak: { at: peak.at, pupils: peak.pupils, limit: peak.limit },
          },
        ]),
  ];
}

function schoolDayHold({ session, schoolDay }: HoldFacts, stretches: readonly Stretch[]): Hold[] {
  if (schoolDay === null || !stretches.some((stretch) => spansOverlap(stretch, schoolDay))) return [];
  const within = {
    startsAt: Math.max(session.startsAt, schoolDay.startsAt),
    endsAt: Math.min(session.endsAt, schoolDay.endsAt),
  };
  return [
    {
      rule: "AR-SES-1",
      name: "in the school day",
      reason: `By the calendar and the bells as they are now, school ran ${spansInWords([schoolDay])} on ${displayDay(session.date)}, so the session lay in it ${spansInWords([within])}.`,
      spans: [within],
      faults: [],
      peak: null,
    },
  ];
}

/** One hold for all that is the matter with its teachers. */
function supervisionHold({ session, teachers, teaching }: HoldFacts, stretches: readonly Stretch[]): Hold[] {
  const held = (name: HoldName, reason: string, spans: TimeSpan[], faults: Hold["faults"]): Hold[] => [
    { rule: "AR-SES-2", name, reason, spans, faults, peak: null },
  ];
  const spans = spansOf(stretches, ({ supervised }) => !supervised);
  const planned = teaching.find(({ teacherId }) => teacherId === session.plannedLead);
  const lead = (planned ?? teaching[0])?.teacherId;
  if (lead === undefined)
    return held(
      "nobody taught it",
      "Every teacher of this session left it, so nobody supervised it.",
      spans,
      [],
    );
  const inGap = teaching
    .filter((one) => spans.some((gap) => spansOverlap(one, gap)))
    .map(({ teacherId }) => teacherId);
  const asked = [...new Set([lead, ...inGap])].map((teacherId) => ({
    teacherId,
    standing: teacherStanding(teachers.get(teacherId) ?? unknownTeacher, session.date),
  }));
  const unable = asked.flatMap(({ teacherId, standing }) =>
    standing.qualified ? [] : [{ teacherId, fault: standing.fault, reason: standing.reason }],
  );
  if (spans.length === 0 && unable.length === 0) return [];
  const first = unable[0];
  return held(
    first?.teacherId === lead ? first.fault : "nobody qualified",
    [
      ...unable.map(({ reason }) => reason),
      ...(spans.length > 0 ? [`Nobody qualified was there ${spansInWords(spans)}.`] : []),
    ].join(" "),
    spans,
    unable.map(({ teacherId, fault }) => ({ teacherId, fault })),
  );
}

/** What of a hold a decision is about. */
export const groundOf = ({ name, spans, faults, peak }: Hold): HoldGround => ({ name, spans, faults, peak });

/**
 * Does a decision speak of this hold? Not of another fault, of a teacher or a minute that it was not about, or of a
 * worse breach of the ratio: that is for a person to decide anew.
 */
export function stillAnswers(ground: HoldGround | null, hold: Hold): boolean {
  if (ground === null || ground.name !== hold.name) return false;
  const inside = (span: TimeSpan) =>
    ground.spans.some(({ startsAt, endsAt }) => startsAt <= span.startsAt && span.endsAt <= endsAt);
  const known = ({ teacherId, fault }: Hold["faults"][number]) =>
    ground.faults.some((one) => one.teacherId === teacherId && one.fault === fault);
  return hold.spans.every(inside) && hold.faults.every(known) && !isWorse(hold.peak, ground.peak);
}

function isWorse(now: Hold["peak"], then: HoldGround["peak"]): boolean {
  if (now === null || then === null) return now !== then;
  return now.pupils > then.pupils || now.pupils - now.limit > then.pupils - then.limit;
}

/** A session stays out of claims while one of its holds has no decision, or the decision is to keep it out. */
export const isHeld = (holds: readonly { decision: HoldDecision | null }[]): boolean =>
  holds.some(({ decision }) => decision?.decision !== "counts");
