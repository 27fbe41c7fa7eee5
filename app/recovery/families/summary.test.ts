import { expect, test } from "vitest";
import type { Ledger } from "../ledger.server.ts";
import { summaryView } from "./summary-view.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const ledger = {
  pupil: { name: "Sam Adams" },
  schoolYear: 2026,
  attendedMinutes: 270,
  sessions: [{ date: day("2026-10-10"), minutes: 270 }],
  missed: [],
  standing: {
    credit: { creditedMinutes: 240, earnedDays: 1, bankedMinutes: 0 },
    claims: {
      claimedDays: 1,
      bankedDays: 0,
      claims: [{ absenceDate: day("2026-09-21"), earnedDate: day("2026-10-10") }],
    },
    stillToRecover: 2,
  },
} as unknown as Ledger;
const session = {
  date: day("2026-10-17"),
  startsAt: 480,
  endsAt: 750,
  subject: "Mathematics",
  room: "Library",
  lowGrade: 1,
  highGrade: 6,
};

test("a family reads in Spanish what was attended, earned, used and is to come", () => {
  const view = summaryView(ledger, [{ session, state: "booked" }], "es");
  expect(view.facts.map(({ is }) => is)).toEqual([
    "270 minutos",
    "240 minutos. Se cuenta según las reglas del estado.",
    "1 día",
    "1 día, de un máximo de 10 por año escolar",
    "0 días y 0 minutos. Lo guardado vence el 30 de junio.",
    "2 días",
  ]);
  expect(view.used.lines).toEqual([
    "El día ganado el sábado, 10 de octubre de 2026 compensa el lunes, 21 de septiembre de 2026.",
  ]);
  expect(view.coming.lines).toEqual([
    "sábado, 17 de octubre de 2026, de 8:00\u00a0a.\u00a0m. a 12:30\u00a0p.\u00a0m., Biblioteca: tiene un lugar",
  ]);
});

test("the English one says the same, and where nothing is there it says so", () => {
  const view = summaryView({ ...ledger, standing: null, sessions: [], attendedMinutes: 0 }, [], "en");
  expect(view.facts[2]!.is).toBe("0 days");
  expect([view.coming, view.sessions, view.used].map(({ lines }) => lines)).toEqual([[], [], []]);
});
