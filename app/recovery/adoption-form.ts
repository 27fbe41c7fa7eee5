import { displayDay, isAfter, parseDay } from "#app/calendar/day.ts";

/** That the agency's board adopted recovery. `reference`: the item or resolution by which an auditor finds it. */
export type BoardAdoption = { adoptedOn: Temporal.PlainDate; body: string; reference: string };

/** The form as it was sent, or a sentence for each field that cannot be taken. */
export function readAdoption(
  text: (name: string) => string,
  today: Temporal.PlainDate,
): { ok: true; adoption: BoardAdoption } | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const day = parseDay(text("adoptedOn"));
  const [body, reference] = [text("body").trim(), text("reference").trim()];
  if (!day.ok) errors.adoptedOn = "Enter the day of the board's meeting.";
  else if (isAfter(day.value, today))
    errors.adoptedOn = "This day is still to come. Enter the adoption once it is made.";
  if (body === "") errors.body = "Enter who adopted it, such as the governing board.";
  else if (body.length > 120) errors.body = "Keep this within 120 letters.";
  if (reference === "") errors.reference = "Enter the item or resolution by which an auditor finds it.";
  else if (reference.length > 200) errors.reference = "Keep this within 200 letters.";
  return day.ok && Object.keys(errors).length === 0
    ? { ok: true, adoption: { adoptedOn: day.value, body, reference } }
    : { ok: false, errors };
}

/** "Adopted by the governing board on June 9, 2026, item 12.b" */
export const adoptionInWords = ({ adoptedOn, body, reference }: BoardAdoption): string =>
  `Adopted by ${body} on ${displayDay(adoptedOn)}, ${reference}`;
