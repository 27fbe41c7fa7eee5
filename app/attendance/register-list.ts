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
import { sectionName } from "./section-name.ts";

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
  /** The state in a word: "Taken", "Missing". */
  label: string;
  /** When and by whom: "8:05 am by Ann Abe", "was due 8:30 am". */
  detail: string;
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
      title: sectionName(register),
      period: register.period === "" ? null : `Period ${register.period}`,
      teachers: register.teachers.join(", ") || "No teacher",
      pupils: register.pupils,
      state,
      ...stateInWords(register, state, timeZone),
    };
  });
}

function stateInWords(
  register: DayRegister,
  state: RegisterLine["state"],
  timeZone: string,
): Pick<RegisterLine, "label" | "detail"> {
  const at = (moment: Temporal.Instant) => timeOfDay(moment, timeZone);
  const { dueAt, submittedAt, last } = register;
  if (state === "elsewhere") return { label: "In Aeries", detail: "not known here" };
  if (state === "missing") return { label: "Missing", detail: `was due ${at(dueAt)}` };
  if (submittedAt === null || last === null) return { label: "Open", detail: `due ${at(dueAt)}` };
  const first = state === "late" ? `${at(submittedAt)} (due ${at(dueAt)})` : at(submittedAt);
  return {
    label: state === "late" ? "Late" : "Taken",
    detail:
      last.times === 1 ? `${first} by ${last.by}` : `${first}, saved again ${at(last.at)} by ${last.by}`,
  };
}

/** How far the day has come: "12 registers: 8 taken, 1 of them late; 3 missing; 1 not due yet." */
export function progressOf({ school, registers }: DayRegisters): string {
  const { expected, submitted, late, missing, open } = registers;
  if (school.notTakenHere !== null) return school.notTakenHere;
  if (expected.length === 0) return "No class meets on this day.";
  const all = `${expected.length} ${expected.length === 1 ? "register" : "registers"}`;
  if (school.home === "aeries")
    return `${all}. They are taken in Aeries, so which are missing is not known here.`;
  const parts = [`${submitted.length} taken${late.length > 0 ? `, ${late.length} of them late` : ""}`];
  if (missing.length > 0) parts.push(`${missing.length} missing`);
  if (open.length > 0) parts.push(`${open.length} not due yet`);
  return `${all}: ${parts.join("; ")}.`;
}

/** Why a day has no registers, as a sentence, or null on a day with pupils of a school that takes them. */
export function whyNoSchool({
  date,
  day,
  school,
}: Pick<DayRegisters, "date" | "day" | "school">): string | null {
  if (isInstructional(day)) return school.notTakenHere;
  const what = day === null ? "not a school day" : `a ${dayLabel(day)}`;
  return `${weekdayOf(date)}, ${displayDay(date)} is ${what}. There are no registers.`;
}
