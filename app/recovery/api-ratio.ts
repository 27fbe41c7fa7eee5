import { z } from "zod";
import type { ApiOperation } from "#app/access/api-operation.ts";
import { gradeField, listOf, settingField, whole } from "./api-rules-fields.ts";
import { ratioOf } from "./ratio.ts";
import { defaultRecoverySettings, type RecoverySettings, settingChoices } from "./settings.ts";

/** The body of POST /api/rules/recovery-ratio: who is in the room. */
export const ratioBody = z.object({
  pupils: listOf(z.object({ grade: gradeField, count: whole(0, 1000) }), "grade and count"),
  teachers: whole(0, 100).describe("Certificated teachers employed by the agency"),
  mixed: settingField("mixedRatio")
    .optional()
    .describe(
      "A room with TK or K and other grades. Left out: as the district has it today, strict until it decides otherwise",
    ),
});

export const ratioAnswer = z.object({
  allowed: z.boolean(),
  limit: z.int().describe("The most pupils for these teachers, with the TK and K pupils who are there"),
  reason: z.string(),
  mixed: z.enum(settingChoices.mixedRatio).describe("What it was worked out with"),
});

/** Is the room within the ratio of pupils to teachers? `district`: what holds when the caller does not say. */
export function answerRatio(
  room: z.output<typeof ratioBody>,
  district: Pick<RecoverySettings, "mixedRatio">,
): z.input<typeof ratioAnswer> {
  const mixed = room.mixed ?? district.mixedRatio;
  return { ...ratioOf({ ...room, mixed }), mixed };
}

const example = { pupils: [{ grade: "K", count: 6 }], teachers: 1, mixed: "strict" };

export const ratioOperation: ApiOperation = {
  method: "post",
  path: "/api/rules/recovery-ratio",
  summary: "Pupils to a teacher",
  description: "Works out a case that the caller makes up. Reads and keeps nothing.",
  scope: "rules:ask",
  body: { schema: ratioBody, example },
  answers: {
    200: { schema: ratioAnswer, example: answerRatio(ratioBody.parse(example), defaultRecoverySettings) },
  },
  problems: [400, 405, 411, 413, 415],
};
