import type { FieldState, FormError } from "#app/ui/form.ts";

/** What a form that could not be accepted gives back: a sentence a field ("" for the form itself), and what was sent. */
export type FormReply = { errors: Record<string, string>; values: Record<string, string[]> };

/** What was sent, as it was sent. */
export function valuesOf(form: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form)
    if (typeof value === "string") values[name] = [...(values[name] ?? []), value];
  return values;
}

/** A field as it was sent, or with the value it starts with. The id is the name. */
export function fieldFrom(
  reply: FormReply | null | undefined,
  name: string,
  start?: string,
  more: Pick<FieldState, "required" | "maxLength"> = {},
): FieldState {
  return {
    id: name,
    name,
    value: reply ? (reply.values[name]?.[0] ?? "") : start,
    error: reply?.errors[name],
    ...more,
  };
}

/** The lines of the error summary, each to its field. */
export function summaryOf(reply: FormReply | null | undefined): FormError[] {
  return Object.entries(reply?.errors ?? {}).map(([name, text]) => ({
    text,
    href: name === "" ? null : `#${name}`,
  }));
}
