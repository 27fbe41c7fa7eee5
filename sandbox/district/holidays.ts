/** When a pretend Californian district is closed. */

const monday = 1;

function nthWeekday(year: number, month: number, weekday: number, nth: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (nth - 1) });
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - monday });
}

function observed(date: Temporal.PlainDate): Temporal.PlainDate {
  if (date.dayOfWeek === 6) return date.subtract({ days: 1 });
  return date.dayOfWeek === 7 ? date.add({ days: 1 }) : date;
}

/** First day of instruction: the Wednesday (even years) or Monday (odd years) nearest 12 August. */
export function firstDayOf(schoolYear: number): Temporal.PlainDate {
  const middle = Temporal.PlainDate.from({ year: schoolYear, month: 8, day: 12 });
  const wanted = schoolYear % 2 === 0 ? 3 : monday;
  const ahead = (wanted - middle.dayOfWeek + 7) % 7;
  return middle.add({ days: ahead > 3 ? ahead - 7 : ahead });
}

/** Weekdays without instruction between the first and the last day, by ISO date. */
export function closuresOf(schoolYear: number): Map<string, "#" | "@" | "$"> {
  const next = schoolYear + 1;
  const closed = new Map<string, "#" | "@" | "$">();
  const close = (from: Temporal.PlainDate, days: number, code: "#" | "@" | "$") => {
    for (let offset = 0; offset < days; offset++) closed.set(from.add({ days: offset }).toString(), code);
  };
  const thanksgiving = nthWeekday(schoolYear, 11, 4, 4);
  const winter = mondayOf(Temporal.PlainDate.from({ year: schoolYear, month: 12, day: 23 }));
  const juneteenth = Temporal.PlainDate.from({ year: next, month: 6, day: 19 });
  close(nthWeekday(schoolYear, 10, monday, 2), 1, "$");
  close(mondayOf(thanksgiving), 5, "@");
  close(thanksgiving, 2, "#");
  close(winter, 19, "@");
  close(observed(Temporal.PlainDate.from({ year: schoolYear, month: 12, day: 25 })), 1, "#");
  close(observed(Temporal.PlainDate.from({ year: next, month: 1, day: 1 })), 1, "#");
  close(nthWeekday(next, 2, monday, 3), 5, "@");
  close(mondayOf(Temporal.PlainDate.from({ year: next, month: 4, day: 5 })), 5, "@");
  close(nthWeekday(next, 3, 5, 2), 1, "$");
  close(nthWeekday(schoolYear, 9, monday, 1), 1, "#");
  close(observed(Temporal.PlainDate.from({ year: schoolYear, month: 11, day: 11 })), 1, "#");
  close(nthWeekday(next, 1, monday, 3), 1, "#");
  close(nthWeekday(next, 2, monday, 3), 1, "#");
  const memorial = nthWeekday(next, 6, monday, 1).subtract({ days: 7 });
  close(memorial.month === 5 ? memorial : nthWeekday(next, 5, monday, 4), 1, "#");
  close(observed(juneteenth), 1, "#");
  return closed;
}
