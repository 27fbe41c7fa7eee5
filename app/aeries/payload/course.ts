import { requiredText, text, textOrNull } from "./field.ts";
import { rowSchema } from "./rows.ts";

/** A course of the district; sections name it by its ID. */
export type Course = { courseId: string; title: string; inactive: boolean };

export const courseRow = rowSchema({
  keys: ["ID"],
  fields: { ID: requiredText, Title: text, InactiveStatusCode: textOrNull },
  build: (row): Course => ({
    courseId: row.ID,
    title: row.Title,
    inactive: row.InactiveStatusCode !== null,
  }),
});
