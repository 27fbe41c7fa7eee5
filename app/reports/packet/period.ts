import { displayDay, formatDay, isBefore, parseDay } from "#app/calendar/day.ts";
import {
  lastDayThatCounts,
  type ReportingPeriod,
  type SchoolYear,
  schoolYearLabel,
  schoolYearOf,
} from "#app/calendar/school-year.ts";

/** What the reader of a packet chose: a report's period of a year, or days of their own. */
export type PeriodChoice =
  | { kind: "report"; period: ReportingPeriod; schoolYear: SchoolYear; through: Temporal.PlainDate | null }
  | { kind: "days"; from: Temporal.PlainDate; to: Temporal.PlainDate };

/** What a choice is called, as a heading. */
export type PacketPeriod = { label: string; schoolYear: SchoolYear };

export const reportingPeriods: readonly ReportingPeriod[] = ["P-1", "P-2", "Annual"];

/** Reads the address; Annual of the year of today where it says nothing. `problem` in a sentence. */
export function readPeriodChoice(
  given: URLSearchParams,
  today: Temporal.PlainDate,
): { choice: PeriodChoice; problem: string | null } {
  const usual: PeriodChoice = {
    kind: "report",
    period: "Annual",
    schoolYear: schoolYearOf(today),
    through: null,
  };
  const [from, to] = [given.get("from") ?? "", given.get("to") ?? ""];
  if (from !== "" || to !== "") {
    const [first, last] = [parseDay(from), parseDay(to)];
    if (!first.ok) return { choice: usual, problem: `The first day: ${first.reason}` };
    if (!last.ok) return { choice: usual, problem: `The last day: ${last.reason}` };
    if (isBefore(last.value, first.value))
      return { choice: usual, problem: "The last day lies before the first. Exchange them." };
    if (schoolYearOf(first.value) !== schoolYearOf(last.value))
      return {
        choice: usual,
        problem: "These days lie in two fiscal years. Choose days from July 1 to June 30 of one.",
      };
    return { choice: { kind: "days", from: first.value, to: last.value }, problem: null };
  }
  const period = reportingPeriods.find((name) => name === given.get("period")) ?? "Annual";
  const year = Number(given.get("year"));
  const schoolYear = Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : usual.schoolYear;
  const named = parseDay(given.get("through") ?? "");
  const through = named.ok && schoolYearOf(named.value) === schoolYear ? named.value : null;
  return { choice: { kind: "report", period, schoolYear, through }, problem: null };
}

/** The choice as an address has it, with its question mark. */
export function searchOf(choice: PeriodChoice): string {
  const fields: Record<string, string> =
    choice.kind === "report"
      ? {
          period: choice.period,
          year: String(choice.schoolYear),
          ...(choice.through ? { through: formatDay(choice.through) } : {}),
        }
      : { from: formatDay(choice.from), to: formatDay(choice.to) };
  return `?${new URLSearchParams(fields)}`;
}

/** What a choice stands for. A report ends where each school's last full school month does unless told otherwise. */
export function periodOf(choice: PeriodChoice): PacketPeriod {
  if (choice.kind === "days") {
    const { from, to } = choice;
    return { label: `${displayDay(from)} through ${displayDay(to)}`, schoolYear: schoolYearOf(from) };
  }
  const { period, schoolYear, through } = choice;
  const end = displayDay(through ?? lastDayThatCounts(period, schoolYear));
  const until = through || period === "Annual" ? `through ${end}` : `full school months by ${end}`;
  return { label: `${period} ${schoolYearLabel(schoolYear)}, ${until}`, schoolYear };
}
