import { expect, test } from "vitest";
import { readPdf } from "../../../tests/pdf/read-pdf.ts";
import type { Written } from "../families/occasion.server.ts";
import { lettersPdf } from "./letter-pdf.server.ts";
import { printableIn } from "./printable.server.ts";

const today = Temporal.PlainDate.from("2026-10-12");
const written = (language: string, child: string): Written => ({
  message: {
    schoolId: 10,
    id: 1,
    lead: 1,
    pupilId: 3001,
    sessionId: 1,
    kind: "invitation",
    channel: "letter",
    language,
    contactSeq: 1,
    answerKey: null,
    at: Temporal.Instant.from("2026-10-12T17:00:00Z"),
    step: null,
    stepAt: null,
    detail: null,
    tries: 0,
  },
  occasion: {
    kind: "invitation",
    school: "Oak Elementary",
    answerUrl: "https://ap.example.org/answers/abcdefghijkmnpqrstuvwxyz23",
    matters: [
      {
        pupilId: 3001,
        sessionId: 1,
        child,
        holdsPlace: false,
        session: {
          date: Temporal.PlainDate.from("2026-10-17"),
          startsAt: 480,
          endsAt: 750,
          subject: "Mathematics",
          room: "Library",
          lowGrade: 1,
          highGrade: 6,
        },
      },
    ],
  },
  families: [
    { pupilId: 3001, firstName: child, lastName: "García", language: "01", familyKey: null, contacts: [] },
  ],
  contact: {
    seq: 1,
    name: "Rosa García",
    language: "01",
    email: null,
    phone: null,
    address: "12 Olive Ave",
    city: "Sierra Vista",
    zip: "93699",
  },
});

test("a letter is a tagged PDF with a page a language, each named for who reads it aloud", async () => {
  const { raw, pages, text } = readPdf(
    await lettersPdf([written("es en", "Sofía"), written("en", "Ben")], today),
  );
  expect(pages).toBe(3);
  expect(raw).toContain("/Marked true");
  expect(raw).toMatch(/\/Lang \(es\)/);
  expect(raw).toMatch(/\/Lang \(en\)/);
  for (const part of [
    "Estimada familia de Sofía:",
    "Dear family of Ben,",
    "12 Olive Ave",
    "Sí, Sofía participará.",
    "answers/abcdef",
  ])
    expect(text).toContain(part);
});

test("names are right in every script that the letters know, with their marks", async () => {
  for (const name of ["Nguyễn Thị Đức", "Ter-Ġorġ Ławniczak", "Հակոբյան", "Ελένη", "Олена", "გიორგი"]) {
    const { text } = readPdf(await lettersPdf([written("en", name)], today));
    expect(text).toContain(`Dear family of ${name},`);
    expect(text).toContain(`Yes, ${name} will take part.`);
  }
});

test("the letters that a page needs come with it, and no others", async () => {
  const pdf = await lettersPdf([written("es en", "Nguyễn")], today);
  expect(readPdf(pdf).raw).toMatch(/\/FontFile2/);
  expect(pdf.length).toBeLessThan(80_000);
});

test("one letter is one page, also where names are long", async () => {
  const long = "María Guadalupe de los Ángeles";
  const { pages } = readPdf(await lettersPdf([written("es en", long)], today));
  expect(pages).toBe(2);
});

test("answers that no page holds go on, each with a slip of its own around them", async () => {
  const one = written("en", "Ben");
  const [matter] = one.occasion.matters;
  const matters = Array.from({ length: 60 }, (_, at) => ({
    ...matter!,
    sessionId: at + 1,
    session: { ...matter!.session, date: matter!.session.date.add({ weeks: at }) },
  }));
  const { text } = readPdf(await lettersPdf([{ ...one, occasion: { ...one.occasion, matters } }], today));
  expect(text.match(/Ben: Saturday/g)).toHaveLength(60);
  expect(text.match(/Oak Elementary\n/g)!.length).toBeGreaterThanOrEqual(2);
  expect(text.match(/Signature/g)!.length).toBeGreaterThanOrEqual(2);
});

test("a long list of names on a slip goes on in a second line, above the boxes to tick", async () => {
  const one = written("en", "Ben");
  const children = Array.from({ length: 7 }, (_, at) => `Guadalupe${at}`);
  const matters = children.map((child, at) => ({ ...one.occasion.matters[0]!, pupilId: at, child }));
  const families = children.map((firstName, pupilId) => ({ ...one.families[0]!, pupilId, firstName }));
  const { text } = readPdf(
    await lettersPdf([{ ...one, families, occasion: { ...one.occasion, matters } }], today),
  );
  const lines = text.split("\n");
  const longest = Math.max(...lines.filter((line) => line.includes("García")).map((line) => line.length));
  expect(longest).toBeLessThan(110);
  expect(text.replaceAll("\n", " ")).toContain("Guadalupe5 García and Guadalupe6 García");
});

test("a sign that the typeface does not have shows that something is missing", () => {
  const printable = printableIn({ hasGlyphForCodePoint: (sign) => sign < 0x4e00 });
  expect(printable("王 Li")).toBe("? Li");
  expect(printable("Nguye\u0302\u0303n")).toBe("Nguyễn");
  expect(printable("one\ntwo")).toBe("one\ntwo");
});
