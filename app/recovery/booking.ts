export type Booking = { pupilIds: number[]; saidBy: string };

/** The booking form as it was sent: whom, and who said yes for them (AR-PUP-3). */
export function readBooking(
  values: Record<string, string[]>,
): ({ ok: true } & Booking) | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const sent = values.pupil ?? [];
  const pupilIds = [...new Set(sent.map(Number))].filter(
    (id) => Number.isInteger(id) && id > 0 && id < 2 ** 31,
  );
  const saidBy = values.saidBy?.[0]?.trim() ?? "";
  if (pupilIds.length === 0) errors.pupil = "Tick the pupils to book.";
  if (values.agreed?.[0] !== "on")
    errors.agreed = "Recovery is voluntary. Tick that the families said yes, once they did.";
  if (saidBy === "") errors.saidBy = "Enter who said yes, and how.";
  else if (saidBy.length > 200) errors.saidBy = "Keep this within 200 letters.";
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, pupilIds, saidBy };
}
