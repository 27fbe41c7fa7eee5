import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { lettersPdf } from "./letter-pdf.server.ts";
import type { Written } from "./occasion.server.ts";
import { printable } from "./printable.ts";

const today = Temporal.PlainDate.from("2026-10-12");
const written = (language: string, child: string): Written => ({
  message: {
    schoolId: 10,
    id: 1,
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
    child,
    school: "Oak Elementary",
    session: {
      date: Temporal.PlainDate.from("2026-10-17"),
      startsAt: 480,
      endsAt: 750,
      subject: "Mathematics",
      room: "Library",
      lowGrade: 1,
      highGrade: 6,
    },
    holdsPlace: false,
    answerUrl: "https://ap.example.org/answers/abcdefghijkmnpqrstuvwxyz23",
  },
  family: { pupilId: 3001, firstName: child, lastName: "García", language: "01", contacts: [] },
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

/** What stands on the pages, as the standard fonts write it. */
function textOf(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body]) => {
    try {
      return [inflateSync(Buffer.from(body ?? "", "latin1")).toString("latin1")];
    } catch {
      return [];
    }
  });
  return streams
    .join("\n")
    .split("\n")
    .map((line) =>
      [...line.matchAll(/<([0-9a-f]+)>/g)]
        .map(([, hex]) => Buffer.from(hex ?? "", "hex").toString("latin1"))
        .join(""),
    )
    .join("\n");
}

test("a letter is a tagged PDF with a page a language, each named for who reads it aloud", async () => {
  const pdf = await lettersPdf([written("es en", "Sofía"), written("en", "Ben")], today);
  const raw = Buffer.from(pdf).toString("latin1");
  expect(raw.match(/\/Type \/Page\b/g)).toHaveLength(3);
  expect(raw).toContain("/Marked true");
  expect(raw).toMatch(/\/Lang \(es\)/);
  expect(raw).toMatch(/\/Lang \(en\)/);
  const text = textOf(pdf);
  for (const part of [
    "Estimada familia de Sofía:",
    "Dear family of Ben,",
    "12 Olive Ave",
    "Sí, Sofía participará.",
    "answers/abcdef",
  ])
    expect(text).toContain(part);
});

test("what the fonts cannot draw loses its marks and not its letters", () => {
  expect(printable("José Ñuñez ¿sí?")).toBe("José Ñuñez ¿sí?");
  expect(printable("Nguyễn Thị Đức")).toBe("Nguyen Thi Duc");
  expect(printable("王")).toBe("?");
});
