/** Characters above Latin-1 that the standard fonts of PDF have, by their code in WinAnsi. */
const winAnsi: Readonly<Record<string, number>> = {
  "€": 0x80,
  "…": 0x85,
  "‘": 0x91,
  "’": 0x92,
  "“": 0x93,
  "”": 0x94,
  "•": 0x95,
  "–": 0x96,
  "—": 0x97,
};

/** The character of a code in WinAnsi. */
export const unicodeOf = (code: number): string =>
  Object.entries(winAnsi).find(([, known]) => known === code)?.[0] ?? String.fromCharCode(code);

const standard = new RegExp(`^[\\x20-\\x7e\\xa0-\\xff${Object.keys(winAnsi).join("")}]*$`);

/** Can the standard fonts of PDF show it? White space of any kind is a blank there. */
export const isStandard = (text: string): boolean => standard.test(text.replace(/\s/g, " "));

/** Text in the codes of the standard fonts of PDF, which have all of its letters. */
export function toWinAnsi(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  let written = "";
  for (const letter of text.replace(/\s/g, " ")) {
    const code = winAnsi[letter];
    written += code === undefined ? letter : String.fromCharCode(code);
  }
  return written;
}

/** A string of a PDF's content. */
export const literal = (text: string): string => `(${text.replace(/[\\()]/g, "\\$&")})`;

/** Lines of at most `width`; a word that is longer stands alone. @param widthOf of a word or a blank */
export function wrapped(text: string, width: number, widthOf: (word: string) => number): string[] {
  const blank = widthOf(" ");
  const lines: string[] = [];
  let [line, reached] = ["", 0];
  for (const word of text.split(/\s+/)) {
    const wide = widthOf(word);
    if (line !== "" && reached + blank + wide > width) {
      lines.push(line);
      [line, reached] = [word, wide];
    } else {
      reached += (line === "" ? 0 : blank) + wide;
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
