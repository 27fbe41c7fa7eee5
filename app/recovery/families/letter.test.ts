import { expect, test } from "vitest";
import { languages, languagesFor } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import { emailOf } from "./email.ts";
import type { Matter, Occasion } from "./letter.ts";

const about: Occasion = {
  kind: "invitation",
  school: "Oak Elementary",
  answerUrl: "https://ap.example.org/answers/k",
  matters: [],
};
const matter: Matter = {
  pupilId: 1,
  sessionId: 1,
  child: "Sofía",
  holdsPlace: false,
  session: {
    date: Temporal.PlainDate.from("2026-10-17"),
    startsAt: 510,
    endsAt: 750,
    subject: "Mathematics",
    room: "Library",
    lowGrade: -1,
    highGrade: 3,
  },
};
const occasion: Occasion = { ...about, matters: [matter] };

test("a letter says when, where and that it is free to say no, in the family's language", () => {
  const { subject, text } = emailOf(["es"], occasion);
  expect(subject).toBe(
    "Invitación a una sesión de recuperación de asistencia: sábado, 17 de octubre de 2026",
  );
  expect(text).toContain("Estimada familia de Sofía:");
  expect(text).toContain("Día: sábado, 17 de octubre de 2026");
  expect(text).toContain("Horario: de 8:30\u00a0a.\u00a0m. a 12:30\u00a0p.\u00a0m.");
  expect(text).toContain("Lugar: Biblioteca");
  expect(text).toContain("Materia: Matemáticas");
  expect(text).toContain("Grados: de kínder de transición (TK) a 3.º grado");
  expect(text).toContain("No hay ninguna consecuencia");
  expect(text).toContain("Responder sí o no: https://ap.example.org/answers/k");
});

test("English goes with every other language, and a family of unknown language gets all of ours (EC 48985)", () => {
  expect(languagesFor("00", "01")).toEqual(["en"]);
  expect(languagesFor(null, "01")).toEqual(["es", "en"]);
  expect(languagesFor("", " 01 ")).toEqual(["es", "en"]);
  expect(languagesFor("23", "00")).toEqual(["en", "es"]);
  expect(languagesFor(null, null)).toEqual(["en", "es"]);
  const { text, html } = emailOf(["es", "en"], occasion);
  expect(text.indexOf("Estimada familia")).toBeLessThan(text.indexOf("Dear family"));
  expect(html).toMatch(/<div lang="es">.*<div lang="en">/s);
});

test("a reminder asks who has not answered, and tells who has a place", () => {
  const text = (holdsPlace: boolean) =>
    emailOf(["en"], { ...occasion, kind: "reminder", matters: [{ ...matter, holdsPlace }] }).text;
  expect(text(true)).toContain("Sofía has a place");
  expect(text(false)).toContain("we have no answer from you yet");
});

test("a cancellation asks for nothing and links to nothing", () => {
  const { text } = emailOf(["en"], { ...occasion, kind: "cancellation", answerUrl: null });
  expect(text).toContain("will not take place");
  expect(text).not.toMatch(/http|voluntary/);
});

test("what came from elsewhere cannot become markup", () => {
  const { html } = emailOf(["en"], {
    ...occasion,
    school: '"O\'Neil"',
    matters: [{ ...matter, child: "<b>" }],
  });
  expect(html).not.toContain("<b>");
  expect(html).toContain("&#39;Neil");
});

/** Every sentence of a catalogue, with functions asked for one. */
function sentences(words: unknown): string[] {
  if (typeof words === "string") return [words];
  if (Array.isArray(words)) return words.flatMap(sentences);
  const told = { names: "Sofía", several: false, sessions: 1, toString: () => "Sofía" };
  const many = { ...told, several: true, sessions: 2 };
  if (typeof words === "function") return [told, many].flatMap((about) => sentences(words(about, "Oak")));
  return Object.values(words as object).flatMap(sentences);
}
const told = ({ code, name, day, time, span, list, grade, days, minutes, typed, ...rest }: Words) =>
  sentences(rest);
const plain = (text: string) => new Set(text.toLowerCase().match(/\p{L}{2,}/gu) ?? []);

test("no sentence and no word of the English catalogue is left in another language's", () => {
  const english = told(languages.en);
  const inBoth = new Set(["no", "sofía", "oak", "pdf"]);
  const englishWords = plain(english.join(" "));
  for (const words of Object.values(languages).filter(({ code }) => code !== "en")) {
    const theirs = told(words);
    expect(theirs.filter((sentence) => english.includes(sentence) && sentence !== "No")).toEqual([]);
    expect(
      [...plain(theirs.join(" "))].filter((word) => englishWords.has(word) && !inBoth.has(word)),
    ).toEqual([]);
  }
});
