/**
 * What decides on which days a class meets. `period` is empty where attendance is taken once a day; `classCalendar`
 * and `track` are as Aeries writes them, empty where it says nothing.
 */
export type ClassSchedule = { period: string; classCalendar: string; track: string };

/**
 * What the calendar says of the classes of a day. `weekday` counts from 1, Monday. `periods` are those that meet, one
 * character each ("135"), `abDay` is "A" or "B", `offTracks` the letters of tracks without school; empty says nothing.
 */
export type DayPattern = { weekday: number; periods: string; abDay: string; offTracks: string };

/**
 * Why a class does not meet on a school day, as a sentence, or null when it does. What is not understood hides no
 * class: it is then taken to meet.
 */
export function whyNotMeeting(schedule: ClassSchedule, day: DayPattern): string | null {
  const { period, classCalendar, track } = schedule;
  // A period with a longer name is held, since no pattern can name it.
  if (period.length === 1 && day.periods !== "" && !day.periods.includes(period))
    return `Period ${period} does not meet on this day.`;
  if (track.length === 1 && day.offTracks.includes(track))
    return `Track ${track}, which this class is on, has no school on this day.`;
  const letter = abDayOf(classCalendar);
  if (letter !== null && isAOrB(day.abDay) && day.abDay !== letter)
    return `This class meets on ${letter} days. This is ${letter === "A" ? "a B" : "an A"} day.`;
  const weekdays = weekdaysOf(classCalendar);
  if (weekdays !== null && !weekdays.has(day.weekday))
    return "This class does not meet on this day of the week.";
  return null;
}

export const classMeets = (schedule: ClassSchedule, day: DayPattern): boolean =>
  whyNotMeeting(schedule, day) === null;

const isAOrB = (text: string): text is "A" | "B" => text === "A" || text === "B";

/** "A-DAYS" and "B-DAYS" name days that the calendar tells apart. */
function abDayOf(classCalendar: string): "A" | "B" | null {
  const letter = /^([AB])(?:[ -]?DAYS?)?$/i.exec(classCalendar.trim())?.[1]?.toUpperCase() ?? "";
  return isAOrB(letter) ? letter : null;
}

const wholeWeek = "MTWTF";
/** Monday to Friday and Saturday, each by its letter or by something in its place: "M-W-F", "MTWRF". */
const inPlaces = /^[M\-_. ][T\-_. ][W\-_. ][TRH\-_. ][F\-_. ][S\-_. ]?$/;
/** Letters of the days alone: "MWF", "TTH", "WR". */
const inARow = /^(M)?(T)?(W)?(TH?|R|H)?(F)?(S)?$/;

/**
 * The weekdays that a class calendar names, 1 for Monday; null for all of them, or where it is not understood. A T
 * that may be Tuesday or Thursday stands for both.
 */
function weekdaysOf(classCalendar: string): ReadonlySet<number> | null {
  if (classCalendar === "" || classCalendar === wholeWeek) return null;
  const written = classCalendar.toUpperCase();
  const placed = /[-_. ]/.test(written) ? written.padEnd(wholeWeek.length) : written;
  if (inPlaces.test(placed))
    return named([...placed].map((letter) => (/[A-Z]/.test(letter) ? letter : undefined)));
  const letters = inARow.exec(written)?.slice(1);
  if (letters === undefined) return null;
  const [, second, third, fourth] = letters;
  return named(second && !third && !fourth ? letters.with(3, "T") : letters);
}

function named(letters: readonly (string | undefined)[]): ReadonlySet<number> | null {
  const days = letters.flatMap((letter, at) => (letter ? [at + 1] : []));
  return days.length === 0 ? null : new Set(days);
}
