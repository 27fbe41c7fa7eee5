type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const spaced = (key: string) =>
  key
    .replaceAll("_", " ")
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase();

/** What a change found or left behind, as a reader says it: "code A, minutes late 12". Nothing: "–". */
export function inWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(inWords).join("; ");
  if (!isPlain(value)) return String(value);
  const parts = Object.entries(value).map(([key, inner]) => {
    const said = inWords(inner);
    return `${spaced(key)} ${said === "–" ? "none" : isPlain(inner) ? `(${said})` : said}`;
  });
  return parts.length === 0 ? "–" : parts.join(", ");
}
