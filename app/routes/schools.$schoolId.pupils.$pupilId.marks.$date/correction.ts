import { z } from "zod";

/** What a form sends for "no exception": an empty value would read as nothing chosen. */
export const present = "present";

const longestNote = 200;

/** The office's correction of one pupil's mark in one class. `seen`: the newest mark that the page had shown. */
export const correction = z.object({
  section: z.coerce.number().int().positive().max(999_999_999),
  seen: z.coerce.number().int().min(0).default(0),
  code: z.string({ error: "Choose what the mark should be" }).max(10),
  minutesLate: z
    .number({ error: "Give the minutes late as a whole number, such as 12, or leave it empty" })
    .int("Give the minutes late as a whole number, such as 12, or leave it empty")
    .min(1, "Give at least 1 minute, or leave it empty")
    .max(600, "Give at most 600 minutes")
    .optional(),
  note: z.string().trim().max(longestNote, `Shorten the note to ${longestNote} letters`).optional(),
  reason: z
    .string({ error: "Say why the mark is corrected. The reason is kept with it" })
    .trim()
    .min(1, "Say why the mark is corrected. The reason is kept with it")
    .max(longestNote, `Shorten the reason to ${longestNote} letters`),
});
