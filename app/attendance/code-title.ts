/**
 * A school's word for a code as people read it: Aeries titles are ten capitals ("UNVERIFIED", "IS COMPLET"). Words of
 * up to three letters are taken for abbreviations and kept.
 */
export function writtenTitle(title: string): string {
  if (title !== title.toUpperCase()) return title;
  const words = title.split(" ").map((word) => (word.length > 3 ? word.toLowerCase() : word));
  const written = words.join(" ");
  return written.charAt(0).toUpperCase() + written.slice(1);
}
