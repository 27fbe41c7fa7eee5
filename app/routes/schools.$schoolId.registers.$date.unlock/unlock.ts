import { z } from "zod";
import { parseTime } from "#app/calendar/bell.ts";
import { parseDay } from "#app/calendar/day.ts";

const why = "Say why it is opened. The reason is kept with it";

/** The wish to open a day or one class of it. Ends at a day and a time of the school's clocks. */
export const unlock = z.object({
  scope: z.enum(["class", "day"]).default("day"),
  reason: z.string({ error: why }).trim().min(1, why).max(200, "Shorten the reason to 200 letters"),
  untilDay: z.string({ error: "Choose the day when it closes again" }).transform((text, check) => {
    const day = parseDay(text);
    if (day.ok) return day.value;
    check.addIssue({ code: "custom", message: day.reason });
    return z.NEVER;
  }),
  untilTime: z.string({ error: "Choose the time when it closes again" }).transform((text, check) => {
    const time = parseTime(text);
    if (time.ok)
      return Temporal.PlainTime.from({ hour: Math.floor(time.value / 60), minute: time.value % 60 });
    check.addIssue({ code: "custom", message: time.reason });
    return z.NEVER;
  }),
});
