/** What someone typed to find a pupil: a number, or the beginnings of names. */
export type PupilSearch = { number: number } | { words: string[] };

const mostWords = 4;

/** Reads what was typed; null where it holds nothing to search by. */
export function readSearch(typed: string): PupilSearch | null {
  const text = typed.trim();
  if (/^\d{1,9}$/.test(text)) return { number: Number(text) };
  const words = text
    .split(/[\s,]+/)
    .filter((word) => /\p{L}/u.test(word))
    .slice(0, mostWords);
  return words.length === 0 ? null : { words };
}
