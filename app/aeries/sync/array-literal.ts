export type Cell = string | number | boolean | null;

/**
 * Postgres' own text of an array, sent as one parameter and cast in the statement ("$1::integer[]"): a column of
 * 100,000 values travels as one value, and no driver has to guess its type.
 */
export function arrayLiteral(values: readonly Cell[]): string {
  return `{${values.map(written).join(",")}}`;
}

function written(value: Cell): string {
  if (value === null) return "NULL";
  if (typeof value === "string") return `"${value.replace(/["\\]/g, "\\$&")}"`;
  return String(value);
}
