import { en } from "./en.ts";
import { es } from "./es.ts";
import type { Words } from "./words.ts";

/** Every language we can write in. */
export const languages = { en, es } satisfies Record<string, Words>;
export type Language = keyof typeof languages;

export const isLanguage = (code: string | undefined): code is Language =>
  code !== undefined && Object.hasOwn(languages, code);

/** Aeries' correspondence language codes, which follow the state's list. */
const byAeriesCode: Readonly<Record<string, Language>> = { "00": "en", "01": "es" };

/**
 * The languages of a letter, the family's own first. English goes with every other (EC 48985); a family whose
 * language is not known, or is none of ours, gets all that we have.
 * @param codes the contact's code, then the pupil's: the first that says something decides
 */
export function languagesFor(...codes: (string | null)[]): Language[] {
  const code = codes.find((each) => each !== null && each.trim() !== "")?.trim();
  const own = code === undefined ? undefined : byAeriesCode[code];
  if (own === "en") return ["en"];
  return own === undefined ? (Object.keys(languages) as Language[]) : [own, "en"];
}

/** Languages as one column holds them: "es en". */
export const writtenLanguages = (codes: readonly Language[]) => codes.join(" ");
export const readLanguages = (column: string): Language[] => {
  const known = column.split(" ").filter(isLanguage);
  return known.length > 0 ? known : ["en"];
};

/** What staff typed, in the family's language where the catalogue knows it. */
export const inLanguage = (words: Words, typed: string) => words.typed[typed.trim().toLowerCase()] ?? typed;
