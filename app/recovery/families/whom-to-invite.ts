/** Whom a form asks to invite: the ticked pupils, and so many of the list; or a sentence at its field. */
export function readWhom(
  values: Record<string, string[]>,
): { ok: true; pupilIds: number[]; first: number } | { ok: false; errors: Record<string, string> } {
  const pupilIds = (values.pupil ?? [])
    .map(Number)
    .filter((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31);
  const written = values.first?.[0]?.trim() ?? "";
  if (!/^\d{0,3}$/.test(written))
    return { ok: false, errors: { first: "Enter a whole number of at most 999." } };
  const first = Number(written);
  if (pupilIds.length === 0 && first === 0)
    return { ok: false, errors: { pupil: "Tick the pupils to invite, or say how many of the list." } };
  return { ok: true, pupilIds, first };
}
