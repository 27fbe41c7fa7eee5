/** A state in a word or two. The word carries the meaning, the color only helps the eye. */
export function StatusTag({
  kind = "info",
  children,
}: {
  kind?: "info" | "good" | "warn" | "bad" | "off";
  children: string;
}) {
  return <span className={kind === "info" ? "tag" : `tag ${kind}`}>{children}</span>;
}
