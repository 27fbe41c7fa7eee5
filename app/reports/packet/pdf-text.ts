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

/** Text in what the standard fonts of PDF can show: a letter they lack loses its marks, or becomes a question mark. */
export function toWinAnsi(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  let written = "";
  for (const letter of text) {
    const code = winAnsi[letter];
    if (code !== undefined) written += String.fromCharCode(code);
    else if (/[\x20-\x7e\xa0-\xff]/.test(letter)) written += letter;
    else {
      const bare = letter.normalize("NFD").replace(/\p{M}/gu, "");
      written += /^[\x20-\x7e\xa0-\xff]+$/.test(bare) ? bare : /\s/.test(letter) ? " " : "?";
    }
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
