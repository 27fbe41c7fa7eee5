import { z } from "zod";
import { Unreadable } from "./field.ts";

/** A row that could not be used: who it is about, why, and the fields of it that we would have read. */
export type BadRow = { key: string; reason: string; raw: unknown };

/** Rows of one answer: the usable ones, and the others with their reasons. */
export type Parsed<T> = { good: T[]; bad: BadRow[] };

/** How one kind of Aeries row becomes ours. */
export type RowSchema<T> = {
  keys: readonly string[];
  reads: readonly string[];
  schema: z.ZodType<T>;
};

type Fields = Record<string, z.ZodType>;

/**
 * Declares a row: `keys` name it in a report, `legacy` maps names of older API versions to today's, `build`
 * turns the checked fields into our shape or says what is wrong between them. Other fields are never read,
 * nor kept with a bad row: what we do not need, we do not hold.
 */
export function rowSchema<F extends Fields, T>(row: {
  keys: readonly (keyof F & string)[];
  legacy?: Readonly<Record<string, keyof F & string>>;
  fields: F;
  build: (fields: z.output<z.ZodObject<F>>) => T | Unreadable;
}): RowSchema<T> {
  const legacy = Object.entries(row.legacy ?? {});
  const shape = z.object(row.fields, { error: "is not a record" }).transform((fields, context) => {
    const value = row.build(fields);
    if (!(value instanceof Unreadable)) return value;
    context.addIssue({ code: "custom", message: value.reason });
    return z.NEVER;
  });
  const schema = legacy.length === 0 ? shape : z.preprocess((raw) => withNames(raw, legacy), shape);
  return { keys: row.keys, reads: [...Object.keys(row.fields), ...legacy.map(([old]) => old)], schema };
}

function withNames(raw: unknown, legacy: [string, string][]): unknown {
  if (typeof raw !== "object" || raw === null) return raw;
  const fields = raw as Record<string, unknown>;
  const renamed = legacy.filter(([old, now]) => fields[now] === undefined && fields[old] !== undefined);
  if (renamed.length === 0) return raw;
  return { ...fields, ...Object.fromEntries(renamed.map(([old, now]) => [now, fields[old]])) };
}

/** Reads every row; a bad one never stops the rest. */
export function parseRows<T>(row: RowSchema<T>, rows: readonly unknown[]): Parsed<T> {
  const good: T[] = [];
  const bad: BadRow[] = [];
  for (const raw of rows) {
    const result = row.schema.safeParse(raw);
    if (result.success) good.push(result.data);
    else bad.push(badRow(raw, row, reasonOf(result.error)));
  }
  return { good, bad };
}

function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const where = issue?.path.length ? issue.path.join(".") : "The row";
  return `${where} ${issue?.message ?? "is not as expected"}.`;
}

/** A bad row as it may be kept: only the fields that the product would have read. */
export function badRow(
  raw: unknown,
  row: { keys: readonly string[]; reads: readonly string[] },
  reason: string,
): BadRow {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return { key: "unknown", reason, raw: typeof raw };
  const fields = raw as Record<string, unknown>;
  const named = row.keys.filter((name) => isPlain(fields[name])).map((name) => `${name} ${fields[name]}`);
  const kept = row.reads.filter((name) => name in fields).map((name) => [name, fields[name]]);
  return { key: named.join(", ") || "unknown", reason, raw: Object.fromEntries(kept) };
}

const isPlain = (value: unknown) =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "" && value.length <= 40);
