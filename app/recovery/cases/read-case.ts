import type { z } from "zod";
import type { FormReply } from "../form-reply.ts";
import type { SettingName } from "../settings.ts";

/** What the address has of a form. `text` undefined: left empty. */
export type Sent = {
  text: (name: string) => string | undefined;
  /** A number as such; what is none as it was typed, so that the schema refuses it. */
  number: (name: string) => number | string | undefined;
  /** The rows of `most` in which something stands, each by its place in the form. */
  rows: (most: number, columns: readonly string[]) => number[];
  /** The settings that were named: one that is there but undefined would take the place of the district's. */
  settings: (names: readonly SettingName[]) => Partial<Record<SettingName, string>>;
};

/** A form that makes up a case, and the body that scripts send for the same. */
export type CaseForm<S extends z.ZodType> = {
  schema: S;
  bodyOf: (sent: Sent) => unknown;
  /** Which field of the form a mistake of the body belongs to, and what the form says of it, else the schema's words. */
  fieldAt: (path: readonly PropertyKey[], sent: Sent) => { name: string; says?: string | undefined };
  /** What a form asks for beyond the schema: a sentence a field. */
  beyond: (sent: Sent) => Record<string, string>;
};

export type ReadCase<Asked> =
  | { read: "nothing" }
  | { read: "case"; asked: Asked }
  | { read: "wrong"; reply: FormReply };

/** The field of a column in the row `index`, as a form names it. */
export const rowField = (column: string, index: number) => `${column}${index + 1}`;

/** A case as a form has it in the address, checked by the schema of the API. */
export function readCase<S extends z.ZodType>(
  query: URLSearchParams,
  form: CaseForm<S>,
): ReadCase<z.output<S>> {
  if ([...query.keys()].length === 0) return { read: "nothing" };
  const sent = sentIn(query);
  const checked = form.schema.safeParse(form.bodyOf(sent));
  const errors: Record<string, string> = {};
  for (const { path, message, code } of checked.error?.issues ?? []) {
    const { name, says } = form.fieldAt(path, sent);
    errors[name] ??= code === "custom" ? message : (says ?? message);
  }
  for (const [name, sentence] of Object.entries(form.beyond(sent))) errors[name] ??= sentence;
  if (checked.success && Object.keys(errors).length === 0) return { read: "case", asked: checked.data };
  return { read: "wrong", reply: { errors, values: valuesIn(query) } };
}

/** What stands in the address, for the fields of the form. */
export const valuesIn = (query: URLSearchParams): FormReply["values"] =>
  Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));

function sentIn(query: URLSearchParams): Sent {
  const text = (name: string) => query.get(name)?.trim() || undefined;
  return {
    text,
    number: (name) => {
      const typed = text(name);
      return typed !== undefined && /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
    },
    rows: (most, columns) =>
      Array.from({ length: most }, (_, index) => index).filter((index) =>
        columns.some((column) => text(rowField(column, index)) !== undefined),
      ),
    settings: (names) =>
      Object.fromEntries(
        names.flatMap((name) => {
          const value = text(name);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
  };
}
