import { displayDay, weekdayOf } from "#app/calendar/day.ts";
import { dayLabel, isInstructional } from "#app/calendar/school-day.ts";
import { timeOfDay } from "#app/calendar/time-of-day.ts";
import { paths } from "#app/paths.ts";
import {
  byUrgency,
  type DayRegister,
  type DayRegisters,
  type RegisterState,
  stateOf,
} from "./day-registers.ts";

/** A register of a day as a list shows it: plain text and a link to that class on that day. */
export type RegisterLine = {
  key: string;
  href: string;
  title: string;
  /** "Period 2"; null where attendance is taken once a day. */
  period: string | null;
  teachers: string;
  pupils: number;
  /** "elsewhere": registers are taken in Aeries, so what is missing is not known here. */
  state: RegisterState | "elsewhere";
  /** "Taken 8:05 am by Ann Abe", "Due 8:30 am". */
  words: string;
};

/** The registers of a day as lines, what to act on first. */
export function registerLines(day: DayRegisters, timeZone: string): RegisterLine[] {
  return byUrgency(day).map((register) => {
    const known = day.school.home === "here" || register.last !== null;
    const state = known ? stateOf(register, day) : "elsewhere";
    return {
      key: `${register.sectionId} ${register.period}`,
      href: paths.register({
        schoolId: day.school.id,
        date: day.date,
        section: register.sectionId,
        period: register.period || null,
      }),
      title: register.title,
      period: register.period === "" ? null : `Period ${register.period}`,
      teachers: register.teachers.join(", ") || "No teacher",
      pupils: register.pupils,
      state,
      words: state === "elsewhere" ? "Taken in Aeries" : wordsOf(register, state, timeZone),
    };
  });
}

function wordsOf(register: DayRegister, state: RegisterState, timeZone: string): string {
  const due = timeOfDay(register.dueAt, timeZone);
  if (state === "missing") return `Missing, was due ${due}`;
  if (state === "open" || register.submittedAt === null || register.last === null) return `Due ${due}`;
  const first = timeOfDay(register.submittedAt, timeZone);
  const late = state === "late" ? `, late (due ${due})` : "";
  return register.last.times === 1
    ? `Taken ${first}${late} by ${register.last.by}`
    : `Taken ${first}${late}, saved again ${timeOfDay(register.last.at, timeZone)} by ${register.last.by}`;
}

/** How far the day has come: "12 registers: 8 taken, 1 of them late; 3 missing; 1 not due yet." */
export function progressOf({ school, registers }: DayRegisters): string {
  const { expected, submitted, late, missing, open } = registers;
  if (expected.length === 0) return "No class meets on this day.";
  const all = `${expected.length} ${expected.length === 1 ? "register" : "registers"}`;
  if (school.home === "aeries")
    return `${all}. They are taken in Aeries, so which are missing is not known here.`;
  const parts = [`${submitted.length} taken${late.length > 0 ? `, ${late.length} of them late` : ""}`];
  if (missing.length > 0) parts.push(`${missing.length} missing`);
  if (open.length > 0) parts.push(`${open.length} not due yet`);
  return `${all}: ${parts.join("; ")}.`;
}

/** Why a day has no registers, as a sentence, or null on a day with pupils. */
export function whyNoSchool({ date, day }: Pick<DayRegisters, "date" | "day">): string | null {
  if (isInstructional(day)) return null;
  const what = day === null ? "not a school day" : `a ${dayLabel(day)}`;
  return `${weekdayOf(date)}, ${displayDay(date)} is ${what}. There are no registers.`;
}
