import type { z } from "zod";
import { type Grade, grades } from "#app/people/grade.ts";
import { ratioBody } from "../api-ratio.ts";
import type { CaseForm, Sent } from "./read-case.ts";

export type RatioCase = z.output<typeof ratioBody>;

/** The field with the number of pupils of a grade. */
export const countField = (grade: Grade) => `grade-${grade}`;

const gradesIn = (sent: Sent) => grades.filter((grade) => sent.text(countField(grade)) !== undefined);

/** Who is in a room: what scripts send to POST /api/rules/recovery-ratio. */
export const ratioForm: CaseForm<typeof ratioBody> = {
  schema: ratioBody,
  bodyOf: (sent) => ({
    pupils: gradesIn(sent).map((grade) => ({ grade, count: sent.number(countField(grade)) })),
    teachers: sent.number("teachers"),
    mixed: sent.text("mixedRatio"),
  }),
  fieldAt: ([first, row], sent) => {
    if (first === "pupils") {
      const grade = gradesIn(sent)[Number(row)] ?? "TK";
      return { name: countField(grade), says: "Enter a whole number of pupils from 0 to 1000." };
    }
    if (first === "teachers")
      return { name: "teachers", says: "Enter a whole number of teachers from 0 to 100." };
    return { name: "mixedRatio" };
  },
  beyond: (sent) =>
    gradesIn(sent).length === 0 ? { [countField("TK")]: "Enter the pupils of at least one grade." } : {},
};
