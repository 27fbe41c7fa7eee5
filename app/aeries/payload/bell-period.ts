import { type PlausibleDays, schoolDayOrNull } from "./day.ts";
import { minuteOfDay, requiredText, schoolCode, Unreadable } from "./field.ts";
import { type RowSchema, rowSchema } from "./rows.ts";

export type BellPeriod = {
  schoolCode: number;
  /** "0" to "9"; at Flex schools a short title such as "Flex 1". */
  period: string;
  /** Minutes since midnight. */
  startMinute: number;
  endMinute: number;
  /** Null is the default schedule; a day is a schedule of that day alone. */
  date: string | null;
};

export const bellPeriodRow = (plausible: PlausibleDays): RowSchema<BellPeriod> =>
  rowSchema({
    keys: ["SchoolCode", "Period", "CalendarDate"],
    fields: {
      SchoolCode: schoolCode,
      Period: requiredText,
      StartTime: minuteOfDay,
      EndTime: minuteOfDay,
      CalendarDate: schoolDayOrNull(plausible),
    },
    build: (row) =>
      row.EndTime <= row.StartTime
        ? new Unreadable("ends before it starts")
        : {
            schoolCode: row.SchoolCode,
            period: row.Period,
            startMinute: row.StartTime,
            endMinute: row.EndTime,
            date: row.CalendarDate,
          },
  });
