import { isBefore, parseDay } from "#app/calendar/day.ts";
import type { CertificationDocument } from "./certification.ts";

export type CredentialEntry = CertificationDocument & { staffId: number };

/** A certification document as the form sent it. */
export function readCredential(
  values: Record<string, string[]>,
): { ok: true; entry: CredentialEntry } | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const sent = (name: string) => values[name]?.[0]?.trim() ?? "";
  const day = (name: string) => {
    if (sent(name) === "") return null;
    const parsed = parseDay(sent(name));
    if (!parsed.ok) errors[name] = parsed.reason;
    return parsed.ok ? parsed.value : null;
  };
  const staffId = Number(sent("staffId"));
  if (!Number.isInteger(staffId) || staffId < 1 || staffId >= 2 ** 31) errors.staffId = "Choose the teacher.";
  const document = sent("document");
  if (document === "") errors.document = "Enter the document as it is named and numbered.";
  else if (document.length > 120) errors.document = "Keep the document within 120 letters.";
  const [validFrom, expiresOn] = [day("validFrom"), day("expiresOn")];
  if (validFrom !== null && expiresOn !== null && isBefore(expiresOn, validFrom))
    errors.expiresOn = "The document ends before it begins. Check both days.";
  const employed = sent("employed");
  if (employed !== "yes" && employed !== "no")
    errors.employed = "Choose whether the district employs the teacher.";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    entry: { staffId, document, validFrom, expiresOn, employedByAgency: employed === "yes" },
  };
}
