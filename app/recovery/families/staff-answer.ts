/** A family's answer as staff enter it: yes or no, and who said it how (AR-PUP-3). */
export function readAnswer(
  values: Record<string, string[]>,
): { ok: true; answer: "yes" | "no"; saidBy: string } | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const answer = values.answer?.[0];
  const saidBy = values.answerSaidBy?.[0]?.trim() ?? "";
  if (saidBy === "") errors.answerSaidBy = "Enter who said it, and how.";
  else if (saidBy.length > 200) errors.answerSaidBy = "Keep this within 200 letters.";
  if (answer !== "yes" && answer !== "no")
    return { ok: false, errors: { answer: "Choose yes or no.", ...errors } };
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, answer, saidBy };
}
