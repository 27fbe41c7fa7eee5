import { parseTime } from "#app/calendar/bell.ts";
import { displayDay, formatDay, isAfter, isBefore, parseDay, weekdayOf } from "#app/calendar/day.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import { readBreaks } from "./breaks-form.ts";
import type { KeptPlan } from "./plan.ts";
import { type Band, usualBands } from "./season.ts";

/** Lines that the form has for each. */
export const lines = { dates: 6, times: 3, rooms: 6, teachers: 12 } as const;
/** Dates and sessions that one plan may have. */
const most = { dates: 120, offers: 400 };

export const weekdays = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/** Which grades may sit together, as the form offers it. */
export const bandChoices: Record<string, { label: string; bands: readonly Band[] }> = {
  spans: { label: "By grade span: TK and K, 1 to 3, 4 to 6, 7 and 8, 9 to 12", bands: usualBands },
  wide: {
    label: "Wider: TK and K, 1 to 6, 7 to 12",
    bands: [
      { lowGrade: -1, highGrade: 0 },
      { lowGrade: 1, highGrade: 6 },
      { lowGrade: 7, highGrade: 12 },
    ],
  },
  each: {
    label: "Each grade by itself",
    bands: Array.from({ length: 14 }, (_, index) => ({ lowGrade: index - 1, highGrade: index - 1 })),
  },
};

type Values = Record<string, string[]>;
export type ReadPlan =
  | { ok: true; plan: KeptPlan; name: string }
  | { ok: false; errors: Record<string, string> };

/** Reads the form of a season. Errors by field, each with what to do. */
export function readPlan(values: Values, today: Temporal.PlainDate): ReadPlan {
  const errors: Record<string, string> = {};
  const text = (name: string) => values[name]?.[0]?.trim() ?? "";
  const whole = (name: string, from: number, through: number, sentence: string): number => {
    const number = /^\d{1,4}$/.test(text(name)) ? Number(text(name)) : Number.NaN;
    if (number >= from && number <= through) return number;
    errors[name] = sentence;
    return from;
  };
  const time = (name: string, start: number): number => {
    if (text(name) === "") return start;
    const parsed = parseTime(text(name));
    if (parsed.ok) return parsed.value;
    errors[name] = parsed.reason;
    return start;
  };
  const dates = readDates(values, today, errors);
  const times = rows(lines.times).flatMap((line) => {
    const [from, to] = [`startsAt.${line}`, `endsAt.${line}`];
    if (text(from) === "" && text(to) === "") return [];
    if (text(from) === "") errors[from] = "Enter when the session starts.";
    else if (text(to) === "") errors[to] = "Enter when the session ends.";
    const span = { startsAt: time(from, 0), endsAt: time(to, 1440) };
    if (!errors[from] && !errors[to] && span.endsAt <= span.startsAt)
      errors[to] = "The session ends before it starts. Choose a later end.";
    return [span];
  });
  if (times.length === 0) errors["startsAt.1"] = "Enter the time of at least one session.";
  const breaks = readBreaks(values, times, errors);
  const rooms = rows(lines.rooms).flatMap((line) => {
    const room = text(`room.${line}`).slice(0, 40);
    if (room === "" && text(`seats.${line}`) === "") return [];
    if (room === "") errors[`room.${line}`] = "Enter the room.";
    return [{ room, seats: whole(`seats.${line}`, 1, 200, "Enter how many seats the room has, 1 to 200.") }];
  });
  const named = new Set(rooms.map(({ room }) => room.toLowerCase()));
  if (rooms.length === 0) errors["room.1"] = "Enter at least one room with its seats.";
  else if (named.size < rooms.length) errors["room.1"] = "A room is named twice. Name each once.";
  const teachers = rows(lines.teachers).flatMap((line) => {
    if (text(`teacher.${line}`) === "") return [];
    const teacherId = whole(`teacher.${line}`, 1, 9999, "Choose the teacher from the list.");
    const span = { startsAt: time(`from.${line}`, 0), endsAt: time(`to.${line}`, 1440) };
    if (span.endsAt <= span.startsAt) errors[`to.${line}`] = "The hours end before they start.";
    const on = text(`on.${line}`);
    const weekday = /^[1-7]$/.test(on) ? Number(on) : null;
    const falls = dates.some((date) => String(Temporal.PlainDate.from(date).dayOfWeek) === on);
    if (on !== "" && dates.length > 0 && !falls)
      errors[`on.${line}`] =
        "No date of the season is on that weekday. Choose another, or leave it at every date.";
    return [{ teacherId, ...span, weekday }];
  });
  if (teachers.length === 0) errors["teacher.1"] = "Choose at least one teacher.";
  const name = text("name");
  if (name === "" || name.length > 80) errors.name = "Name the season, within 80 letters.";
  const subject = text("subject");
  if (subject === "" || subject.length > 80) errors.subject = "Enter the subject, within 80 letters.";
  const minimumFill = whole(
    "minimumFill",
    1,
    200,
    "Enter the fewest pupils a session is held for, at least 1.",
  );
  const bands = bandChoices[text("bands")]?.bands;
  if (bands === undefined) errors.bands = "Choose which grades may sit together.";
  const siblings = text("siblings");
  if (siblings !== "always" && siblings !== "when free")
    errors.siblings = "Choose how brothers and sisters are placed.";
  if (dates.length * times.length * rooms.length > most.offers)
    errors["date.1"] ??=
      `This makes more than ${most.offers} sessions to choose from. Plan a shorter season.`;
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    name,
    plan: {
      dates,
      times,
      rooms,
      breaks,
      teachers,
      subject,
      minimumFill,
      siblings: siblings as KeptPlan["siblings"],
      bands: [...bands!],
      leftOut: { sessions: [], teachers: [], pupils: [] },
      locked: {},
      seats: {},
      changes: null,
    },
  };
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Every weekday chosen from one day through another, and the days picked one by one; in order, each once. */
function readDates(values: Values, today: Temporal.PlainDate, errors: Record<string, string>): string[] {
  const { through: last } = fiscalYearBounds(schoolYearOf(today));
  const day = (name: string): Temporal.PlainDate | null => {
    const text = values[name]?.[0]?.trim() ?? "";
    if (text === "") return null;
    const parsed = parseDay(text);
    if (!parsed.ok) errors[name] = parsed.reason;
    else if (isBefore(parsed.value, today))
      errors[name] = "This day has passed. Choose today or a later one.";
    else if (isAfter(parsed.value, last))
      errors[name] = `Choose a day through ${displayDay(last)}: later ones count for another school year.`;
    else return parsed.value;
    return null;
  };
  const [from, through] = [day("from"), day("through")];
  const chosen = values.weekday ?? [];
  const dates = new Set<string>();
  if (from && through && isAfter(from, through))
    errors.through = "The last day is before the first. Choose it again.";
  else if (from && through) {
    if (chosen.length === 0) errors.weekday = "Choose the weekdays on which sessions are held.";
    for (let date = from; !isAfter(date, through); date = date.add({ days: 1 }))
      if (chosen.includes(String(date.dayOfWeek))) dates.add(formatDay(date));
  } else if (from && !errors.through) errors.through = "Enter the last day.";
  else if (through && !errors.from) errors.from = "Enter the first day.";
  for (const line of rows(lines.dates)) {
    const picked = day(`date.${line}`);
    if (picked) dates.add(formatDay(picked));
  }
  const wrong = ["from", "through", "weekday"].some((name) => errors[name]);
  if (dates.size === 0 && !wrong)
    errors.from ??= from
      ? `There is no such weekday from ${weekdayOf(from)} on.`
      : "Enter the first and last day, or pick days below.";
  if (dates.size > most.dates) errors.through = `Plan at most ${most.dates} dates at once.`;
  return [...dates].toSorted();
}
