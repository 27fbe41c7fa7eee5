import { z } from "zod";
import { parseDay } from "./day.ts";

/** A day of a query or body, YYYY-MM-DD, as `parseDay` reads it. @param sentence what to send instead of anything else */
export const dayField = (sentence: string) =>
  z.iso
    .date({ error: sentence, abort: true })
    .refine((text) => parseDay(text).ok, sentence)
    .transform((text) => Temporal.PlainDate.from(text));
