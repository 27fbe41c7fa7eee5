import type { FieldMetadata, FormMetadata, SubmissionResult } from "@conform-to/react";

/**
 * What an action gives back when a form cannot be accepted: `data(submission.reply(), { status: 400 })`. The page
 * passes it as `lastResult` to `useForm`, which on the server alone rebuilds values and errors; no script is sent.
 */
export type FormReply = SubmissionResult<string[]>;

/** What a field needs to draw itself. Made by `fieldOf`, or by hand for a form without conform. */
export type FieldState = {
  id: string;
  name: string;
  value?: string;
  error?: string;
  required?: boolean;
  maxLength?: number;
};

/** One line of the error summary; `href` is the field, "#id". */
export type FormError = { text: string; href: string | null };

/** Reads conform's metadata of one plain field (text, number, date, choice). */
export function fieldOf(meta: FieldMetadata<unknown>): FieldState {
  const value = meta.initialValue;
  return {
    id: meta.id,
    name: meta.name,
    value: typeof value === "string" ? value : undefined,
    error: meta.errors?.[0],
    required: meta.required,
    maxLength: meta.maxLength,
  };
}

/** The errors of a form in the order of its fields, those of the form itself first. */
export function formErrors(
  form: Pick<FormMetadata, "errors">,
  fields: readonly { id: string; errors?: string[] }[],
): FormError[] {
  const whole = (form.errors ?? []).map((text) => ({ text, href: null }));
  const each = fields.flatMap((field) =>
    (field.errors ?? []).slice(0, 1).map((text) => ({ text, href: `#${field.id}` })),
  );
  return [...whole, ...each];
}
