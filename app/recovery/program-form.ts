import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import { formatTime } from "#app/calendar/bell.ts";
import { formatDay, isAfter, isBefore, parseDay } from "#app/calendar/day.ts";
import { breakFields, readBreaks, writtenBreaks } from "./breaks-form.ts";
import { purposeFields, purposeOf, writtenPurpose } from "./purpose-form.ts";
import {
  datesOf,
  mostDates,
  type ProgramKind,
  type ProgramPlan,
  programKinds,
  type SeriesException,
} from "./series.ts";
import { firstErrors, sessionFields, whole, words } from "./session-form.ts";

/** How many teachers beside the one who leads the form has room for. */
export const otherTeachers = ["teacher2", "teacher3"] as const;

const day = (sentence: string) =>
  z.string(sentence).transform((text, context) => {
    const parsed = parseDay(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: parsed.reason });
    return z.NEVER;
  });
const maybe = z.string().trim().optional();

/** The fields of the form, each alone. */
const programFields = z.object({
  kind: z.enum(Object.keys(programKinds) as [ProgramKind, ...ProgramKind[]], "Choose when it meets."),
  name: words("Give the program a name that families would know.", 60),
  startsOn: day("Enter the first date."),
  endsOn: day("Enter the last date."),
  weekday: z.array(whole(1, 7, "Choose the days of the week.")).default([]),
  ...sessionFields,
  teacher2: maybe,
  teacher3: maybe,
  exceptions: maybe,
  ...breakFields,
  ...purposeFields,
});
type Fields = z.output<typeof programFields>;

export type ReadProgram = { ok: true; plan: ProgramPlan } | { ok: false; errors: Record<string, string> };

/** The form as it was sent or asked for. */
export function readProgram(form: FormData | URLSearchParams): ReadProgram {
  const submission = parseWithZod(form, { schema: programFields });
  return submission.status === "success"
    ? planOfFields(submission.value)
    : { ok: false, errors: firstErrors(submission.error) };
}

/** What the fields make together: the plan, or a sentence for each field that cannot be taken. */
function planOfFields(fields: Fields): ReadProgram {
  const errors: Record<string, string> = {};
  const weekdays = fields.weekday.length === 0 && fields.kind === "saturday" ? [6] : fields.weekday;
  const others = otherTeachers.flatMap((name) => (fields[name] ? [Number(fields[name])] : []));
  const breaks = readBreaks(fields, errors);
  const exceptions = readExceptions(fields.exceptions ?? "", fields, errors);
  if (fields.lowGrade > fields.highGrade)
    errors.highGrade = "The highest grade is below the lowest. Choose it again.";
  if (weekdays.length === 0) errors.weekday = "Choose the days of the week on which it meets.";
  if (others.some((id) => !Number.isInteger(id) || id < 1 || id > 999_999_999))
    errors.teacher2 = "Choose the other teachers from the list.";
  if (new Set([fields.teacherId, ...others]).size < others.length + 1)
    errors.teacher2 = "The same teacher is chosen twice. Choose another, or leave it empty.";
  const plan: ProgramPlan = {
    ...fields,
    weekdays: [...new Set(weekdays)].toSorted((one, other) => one - other),
    alsoTeach: others,
    breaks,
    purpose: purposeOf(fields),
    exceptions,
  };
  if (isBefore(plan.endsOn, plan.startsOn))
    errors.endsOn = "The last date is before the first. Choose a later one.";
  else if (isAfter(plan.endsOn, plan.startsOn.add({ years: 1 })))
    errors.endsOn = "A program runs for a year at most. Choose an earlier last date.";
  else if (weekdays.length > 0) {
    const count = datesOf(plan).length;
    if (count === 0)
      errors.weekday = "None of these days of the week lies between the first and the last date.";
    if (count > mostDates)
      errors.endsOn = `These are ${count} dates, more than the ${mostDates} of one program. Choose an earlier last date.`;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, plan };
}

function readExceptions(
  text: string,
  { startsOn, endsOn }: Pick<Fields, "startsOn" | "endsOn">,
  errors: Record<string, string>,
): SeriesException[] {
  const found = new Map<string, SeriesException>();
  const lines = text.split("\n").map((line) => line.trim());
  for (const [at, line] of lines.entries()) {
    if (line === "") continue;
    const [written = "", ...rest] = line.split(/[\s,;:]+/);
    const parsed = parseDay(written);
    const reason = rest.join(" ");
    const which = `Line ${at + 1}`;
    if (!parsed.ok) errors.exceptions ??= `${which}: ${parsed.reason}`;
    else if (reason === "") errors.exceptions ??= `${which}: say after the date why it does not meet.`;
    else if (reason.length > 120) errors.exceptions ??= `${which}: keep the reason within 120 letters.`;
    else if (isBefore(parsed.value, startsOn) || isAfter(parsed.value, endsOn))
      errors.exceptions ??= `${which}: ${written} is not between the first and the last date.`;
    else found.set(formatDay(parsed.value), { date: parsed.value, reason });
  }
  return [...found.values()];
}

/** A plan as the fields of the form write it. */
export function writtenPlan(plan: Omit<ProgramPlan, "exceptions">): Record<string, string[]> {
  const one = (value: string | number) => [String(value)];
  return {
    kind: one(plan.kind),
    name: one(plan.name),
    startsOn: one(formatDay(plan.startsOn)),
    endsOn: one(formatDay(plan.endsOn)),
    weekday: plan.weekdays.map(String),
    startsAt: one(formatTime(plan.startsAt)),
    endsAt: one(formatTime(plan.endsAt)),
    room: one(plan.room),
    teacherId: one(plan.teacherId),
    ...Object.fromEntries(otherTeachers.map((name, at) => [name, one(plan.alsoTeach[at] ?? "")])),
    subject: one(plan.subject),
    lowGrade: one(plan.lowGrade),
    highGrade: one(plan.highGrade),
    capacity: one(plan.capacity),
    ...Object.fromEntries(
      Object.entries({ ...writtenBreaks(plan.breaks), ...writtenPurpose(plan.purpose) }).map(
        ([name, value]) => [name, [value]],
      ),
    ),
  };
}
