import type { TimeSpan } from "#app/calendar/bell.ts";
import type { Grade } from "#app/people/grade.ts";
import { type TeacherFacts, teacherStanding } from "./certification.ts";
import { ratioOf } from "./ratio.ts";
import { gradesOf, type RecoverySession } from "./session.ts";
import {
  type SessionFacts,
  type SessionRefusal,
  sessionRefusals,
  teacherRefusals,
} from "./session-refusal.ts";
import type { RecoverySettings } from "./settings.ts";

/** Pupils who hold a place, by grade. */
export type Held = readonly { grade: Grade; count: number }[];

/**
 * A teacher has left, and more pupils hold a place than those who stay may have (AR-SES-4, -5): a sentence with what to
 * do, or null. Nobody loses a place by itself.
 */
export function heldOverRatio(
  held: Held,
  teachers: number,
  settings: Pick<RecoverySettings, "mixedRatio">,
): string | null {
  const pupils = held.reduce((sum, { count }) => sum + count, 0);
  const { allowed, limit } = ratioOf({ pupils: held, teachers, mixed: settings.mixedRatio });
  if (allowed || teachers === 0) return null;
  const who = teachers === 1 ? "one teacher" : `${teachers} teachers`;
  return `${pupils} pupils hold a place, and ${who} may have ${limit} of them. Let another teacher join, or give ${pupils - limit} ${pupils - limit === 1 ? "place" : "places"} back. Nobody has lost a place.`;
}

/** Who teaches the session, with what the records say of them today. */
export type TeacherNow = { name: string; teacher: TeacherFacts | null; sessions: readonly TimeSpan[] };

/**
 * What has come to speak against a planned session since it was planned: the calendar or the bells have changed, a
 * teacher has left, or a document ends before it. Each is a sentence with what to do; nothing is changed by itself.
 */
export function sessionTroubles(
  session: RecoverySession,
  facts: SessionFacts & { settings: Pick<RecoverySettings, "mixedRatio"> },
  teachers: readonly TeacherNow[],
  held: Held,
): string[] {
  const proposed = { ...session, teachers: teachers.length, grades: gradesOf(session) };
  const ofTheDay = sessionRefusals(proposed, facts).flatMap((refusal) => dayTrouble(refusal));
  const unable = teachers.map((one) => ({ one, fault: faultOf(session, one) }));
  const needs =
    teachers.length === 0
      ? ["This session has no teacher. Let one join it, or cancel it."]
      : unable.flatMap(({ one, fault }) => [
          ...(fault === null ? [] : [fault]),
          ...teacherRefusals(session, one)
            .filter(({ rule }) => rule !== "AR-SES-2")
            .map(({ sentence }) => sentence),
        ]);
  const able = unable.filter(({ fault }) => fault === null).length;
  const over = heldOverRatio(held, able, facts.settings);
  return [
    ...ofTheDay,
    ...(teachers.length === 0 ? needs : needs.map((sentence) => `${sentence} ${whatToDo}`)),
    ...(over === null ? [] : [over]),
  ];
}

const whatToDo = "Let another teacher join and this one leave, or cancel the session.";

/** Why a teacher of the session may not supervise it by the records of today (AR-SES-2), or null. */
function faultOf({ date }: RecoverySession, { name, teacher }: TeacherNow): string | null {
  if (teacher === null) return `${name} is no longer listed in Aeries.`;
  const standing = teacherStanding(teacher, date);
  return standing.qualified ? null : standing.reason;
}

function dayTrouble({ field, rule, sentence }: SessionRefusal): string[] {
  if (rule === "AR-SES-1")
    return [
      `${sentence} The calendar or the bells have changed since it was planned. Cancel it and plan it anew, or have the calendar corrected in Aeries.`,
    ];
  return field === "room" ? [`${sentence} Cancel one of them and plan it in another room.`] : [];
}
