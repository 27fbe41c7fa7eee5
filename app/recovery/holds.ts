import { spansOverlap, type TimeSpan } from "#app/calendar/bell.ts";
import { type TeacherFacts, type TeacherFault, teacherStanding, unknownTeacher } from "./certification.ts";
import { ratioPeak } from "./ratio-peak.ts";
import type { RecoverySettings } from "./settings.ts";
import { type InRoom, type Stretch, spansOf, stretchesOf } from "./stretches.ts";
import { spansInWords, supervising } from "./supervision.ts";
import type { TeachingSpan } from "./teachers-of.ts";

export type HoldRule = "AR-SES-2" | "AR-SES-7";

export type HoldName = "ratio exceeded" | "nobody taught it" | "nobody qualified" | TeacherFault;

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

/** `teaching`: who was a teacher of the session when; `teachers`: what is known of each, by id. */
export type HoldFacts = {
  session: TimeSpan & { date: Temporal.PlainDate; plannedLead: number };
  teachers: ReadonlyMap<number, TeacherFacts>;
  teaching: readonly TeachingSpan[];
  stays: readonly InRoom[];
  settings: Pick<RecoverySettings, "mixedRatio">;
};

/**
 * What holds the minutes of a session out of claims until a person decides: time in which nobody was there who could
 * supervise it, or a lead who could not (AR-SES-2); a minute with more pupils than the ratio allows (AR-SES-7).
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

/** A session stays out of claims while one of its holds has no decision, or the decision is to keep it out. */
export const isHeld = (holds: readonly { decision: HoldDecision | null }[]): boolean =>
  holds.some(({ decision }) => decision?.decision !== "counts");
