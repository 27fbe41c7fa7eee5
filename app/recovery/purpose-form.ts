import { z } from "zod";
import { type OtherProgram, otherPrograms, plainPurpose, type SessionPurpose } from "./purpose.ts";

const programs = Object.keys(otherPrograms) as [OtherProgram, ...OtherProgram[]];

/** The fields of a purpose, as forms send them; each may be left out. */
export const purposeFields = {
  standard: z.string().trim().max(120, "Keep the standard within 120 letters.").optional(),
  mealsServed: z.literal("on", "Tick it or leave it.").optional(),
  alongside: z.enum(["none", ...programs], "Choose the other program, or that there is none.").optional(),
};
const purposeForm = z.object(purposeFields);

/** The purpose that the fields make. Recovery is in person, which the form says (AR-PUP-5). */
export const purposeOf = ({
  standard,
  mealsServed,
  alongside,
}: z.output<typeof purposeForm>): SessionPurpose => ({
  ...plainPurpose,
  standard: standard || null,
  mealsServed: mealsServed === "on",
  alongside: alongside === undefined || alongside === "none" ? null : alongside,
});

/** A purpose as a form sent it, or a sentence for each field that cannot be taken. */
export function readPurpose(
  values: Record<string, string[]>,
): { ok: true; purpose: SessionPurpose } | { ok: false; errors: Record<string, string> } {
  const sent = Object.fromEntries(
    Object.keys(purposeFields).flatMap((name) => {
      const value = values[name]?.[0];
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
  const read = purposeForm.safeParse(sent);
  if (read.success) return { ok: true, purpose: purposeOf(read.data) };
  const errors: Record<string, string> = {};
  for (const { path, message } of read.error.issues) errors[String(path[0])] ??= message;
  return { ok: false, errors };
}

/** A purpose as the fields of a form write it. */
export const writtenPurpose = ({
  standard,
  mealsServed,
  alongside,
}: SessionPurpose): Record<string, string> => ({
  standard: standard ?? "",
  ...(mealsServed ? { mealsServed: "on" } : {}),
  alongside: alongside ?? "none",
});
