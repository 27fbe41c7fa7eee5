import { byDate, displayDay } from "#app/calendar/day.ts";
import { type TeacherFacts, teacherStanding, unknownTeacher } from "../certification.ts";
import type { FreeTeacher } from "./season.ts";

/**
 * Teachers on the dates on which they may supervise recovery (AR-SES-2). `unable`: a sentence for each reason that
 * keeps one from dates of theirs.
 */
export function whoMayLead(
  wanted: readonly FreeTeacher[],
  facts: ReadonlyMap<number, TeacherFacts>,
): { teachers: FreeTeacher[]; unable: string[] } {
  const kept = new Map<string, Temporal.PlainDate[]>();
  const teachers = wanted.map((teacher) => ({
    ...teacher,
    dates: teacher.dates.filter((date) => {
      const standing = teacherStanding(facts.get(teacher.teacherId) ?? unknownTeacher, date);
      if (!standing.qualified) kept.set(standing.reason, [...(kept.get(standing.reason) ?? []), date]);
      return standing.qualified;
    }),
  }));
  const able = teachers.filter(({ dates }) => dates.length > 0);
  const unable = [...kept].map(([reason, dates]) => {
    const days = [...new Set(dates.toSorted(byDate).map(displayDay))];
    const rest = days.length > 1 ? ` and ${days.length - 1} more ${days.length === 2 ? "day" : "days"}` : "";
    return `${reason} So no session is planned with them on ${days[0]}${rest}.`;
  });
  return { teachers: able, unable };
}
