import type { SchoolDay } from "#app/calendar/school-day.ts";
import type { Completeness, SectionRegister } from "./completeness.ts";
import type { RegisterHome } from "./mark.ts";

/** The register of a section on a day. `period` is empty where attendance is taken once a day. */
export type DayRegister = SectionRegister & {
  title: string;
  room: string | null;
  teachers: string[];
  /** Who saved it last, when, and how many times it has been saved. */
  last: { by: string; at: Temporal.Instant; times: number } | null;
};

/** The registers of a school on a day, as far as the reader's scope goes. */
export type DayRegisters = {
  school: {
    id: number;
    name: string;
    kind: "daily" | "period";
    home: RegisterHome;
    /** Why none of its registers can be taken here, as a sentence; then no register is expected. */
    notTakenHere: string | null;
  };
  date: Temporal.PlainDate;
  /** Null where the calendar has no row. */
  day: SchoolDay | null;
  /** The nearest days with pupils before and after. */
  previous: Temporal.PlainDate | null;
  next: Temporal.PlainDate | null;
  registers: Completeness<DayRegister>;
};

export type RegisterState = "missing" | "open" | "late" | "taken";

/** How far a register has come. */
export function stateOf(
  register: DayRegister,
  { registers }: Pick<DayRegisters, "registers">,
): RegisterState {
  if (registers.missing.includes(register)) return "missing";
  if (registers.late.includes(register)) return "late";
  return registers.submitted.includes(register) ? "taken" : "open";
}

/** The day with pupils that is nearest to this one; the earlier of two as near. Null where the calendar has none. */
export function nearestSchoolDay({
  date,
  previous,
  next,
}: Pick<DayRegisters, "date" | "previous" | "next">): Temporal.PlainDate | null {
  if (previous === null || next === null) return previous ?? next;
  return date.until(next).days < previous.until(date).days ? next : previous;
}

/** Missing first, then what is still open, then what came late, then the rest: what to act on comes first. */
export function byUrgency({ registers }: Pick<DayRegisters, "registers">): DayRegister[] {
  const late = new Set(registers.late);
  return [
    ...registers.missing,
    ...registers.open,
    ...registers.late,
    ...registers.submitted.filter((register) => !late.has(register)),
  ];
}
