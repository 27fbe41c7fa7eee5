/**
 * One measured figure. `floor` is what the same machine did in the same run with everything of ours taken away, null
 * where the figure is held against a number instead. `target` is a share of the floor or a value in `unit`;
 * `better` says on which side of the target one should be.
 */
export type Figure = {
  name: string;
  unit: string;
  value: number;
  floor: { name: string; value: number } | null;
  target: number;
  better: "more" | "less";
  /** What a reader must know to judge it, such as which tool made the floor. */
  note?: string;
};

/** What is held against the target: the share of the floor, or the value itself where there is no floor. */
export const judged = ({ value, floor }: Figure): number => (floor ? value / floor.value : value);

/** Has the figure reached its target? What could not be measured has not. */
export function reached(figure: Figure): boolean {
  const held = judged(figure);
  if (!Number.isFinite(held)) return false;
  return figure.better === "more" ? held >= figure.target : held <= figure.target;
}

/** The middle one of the numbers, or the mean of the middle two; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A number as a reader compares it: three digits that count, whole from a hundred on. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return "not measured";
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

const heads = ["Figure", "Measured", "Floor", "Share", "To reach", ""] as const;

function cells(figure: Figure): string[] {
  const { name, unit, value, floor, target, better } = figure;
  const limit = `${better === "more" ? "at least" : "at most"} ${written(target)}`;
  return [
    name,
    `${written(value)} ${unit}`,
    floor ? `${written(floor.value)} ${floor.name}` : "",
    floor ? written(judged(figure)) : "",
    limit,
    reached(figure) ? "reached" : "SHORT",
  ];
}

/** All figures as a table of plain text, each beside its floor; notes follow below. */
export function table(figures: readonly Figure[]): string {
  const rows = [heads as readonly string[], ...figures.map(cells)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  const notes = figures.filter((figure) => figure.note).map((figure) => `${figure.name}: ${figure.note}`);
  const [head, ...body] = rows.map(line);
  return [head, rule, ...body, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n");
}
