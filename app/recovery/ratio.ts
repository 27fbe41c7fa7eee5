import { type Grade, isKindergarten } from "#app/people/grade.ts";
import type { RecoverySettings } from "./settings.ts";

/** Pupils to one certificated teacher (EC 46211(f), AR-SES-4). */
const kindergartenRatio = 10;
const gradesRatio = 20;

export type Room = {
  pupils: readonly { grade: Grade; count: number }[];
  teachers: number;
  mixed: RecoverySettings["mixedRatio"];
};

/** `limit`: the most pupils for these teachers with the kindergartners who are there now. */
export type Ratio = { allowed: boolean; limit: number; reason: string };

function counts(room: Room): { kindergarten: number; others: number } {
  const sum = (of: (grade: Grade) => boolean) =>
    room.pupils.reduce((total, { grade, count }) => total + (of(grade) ? count : 0), 0);
  return { kindergarten: sum(isKindergarten), others: sum((grade) => !isKindergarten(grade)) };
}

/**
 * Is the room within the ratio? 10 to 1 in TK and K, 20 to 1 in grades 1 to 12. With both in a room (AR-SES-5), strict
 * puts all of them at 10 to 1; weighted gives each pupil its own grade's share of a teacher.
 */
export function ratioOf(room: Room): Ratio {
  const present = counts(room);
  const total = present.kindergarten + present.others;
  const isMixed = present.kindergarten > 0 && present.others > 0;
  const limit = limitFor(present, room);
  const allowed = total <= limit;
  const teachers = `${room.teachers} ${room.teachers === 1 ? "teacher" : "teachers"}`;
  const rule = isMixed
    ? room.mixed === "strict"
      ? "10 pupils to a teacher, since TK or K pupils are in the room"
      : "10 TK or K pupils, or 20 others, to a teacher"
    : present.kindergarten > 0
      ? "10 pupils to a teacher in TK and K"
      : "20 pupils to a teacher in grades 1 to 12";
  const finding = allowed ? "within" : "over";
  return {
    allowed,
    limit,
    reason: `${total} ${total === 1 ? "pupil" : "pupils"} with ${teachers}: ${finding} the limit of ${limit} (${rule}).`,
  };
}

/** A kindergartner takes the places of two others, so each lowers a mixed, weighted room by one. */
function limitFor(present: ReturnType<typeof counts>, { teachers, mixed }: Room): number {
  if (present.kindergarten === 0) return gradesRatio * teachers;
  if (mixed === "strict" || present.others === 0) return kindergartenRatio * teachers;
  return gradesRatio * teachers - present.kindergarten;
}

/** How many more pupils of a grade may enter the room and keep it within the ratio; 0 when it is full or over. */
export function mayEnter(room: Room, grade: Grade): number {
  const present = counts(room);
  const entersKindergarten = isKindergarten(grade);
  if (room.mixed === "strict") {
    const ratio = entersKindergarten || present.kindergarten > 0 ? kindergartenRatio : gradesRatio;
    return Math.max(0, ratio * room.teachers - present.kindergarten - present.others);
  }
  const left = Math.max(0, gradesRatio * room.teachers - 2 * present.kindergarten - present.others);
  return entersKindergarten ? Math.floor(left / 2) : left;
}
