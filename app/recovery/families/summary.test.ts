import { expect, test } from "vitest";
import type { Ledger } from "../ledger.server.ts";
import { summaryView } from "./summary-view.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const ledger = {
  pupil: { name: "Sam Adams" },
  schoolYear: 2026,
  attendedMinutes: 270,
  sessions: [{ sessionId: 1, date: day("2026-10-10"), minutes: 270 }],
  missed: [],
  held: new Map(),
  keptOut: new Set(),
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
    "270 minutos.",
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

test("time that is held is not passed over: some is being checked, and what was kept out never counts", () => {
  const sessions = [
    { sessionId: 1, date: day("2026-10-10"), minutes: 60 },
    { sessionId: 2, date: day("2026-10-11"), minutes: 120 },
    { sessionId: 3, date: day("2026-10-12"), minutes: 90 },
  ];
  const held = new Map([
    [2, "At 9:00 am: too many."],
    [3, "At 9:00 am: too many."],
    [99, "Of another pupil."],
  ]);
  const told = { ...ledger, sessions, held, keptOut: new Set([3]) } as unknown as Ledger;
  const english = summaryView(told, [], "en");
  expect(english.facts[0]!.is).toBe(
    "270 minutes. The school is still checking 120 minutes of it. That time counts once the check is done, if all was in order. 90 minutes of it cannot count, because the session did not meet the rules of the state. Your child did nothing wrong.",
  );
  expect(english.sessions.lines.map((line) => line.split(": ")[1])).toEqual([
    "60 minutes",
    "120 minutes (being checked)",
    "90 minutes (cannot count)",
  ]);
  const spanish = summaryView(told, [], "es");
  expect(spanish.facts[0]!.is).toContain("La escuela todavía está revisando 120 minutos de ese tiempo.");
  expect(spanish.sessions.lines[2]).toContain("(no puede contar)");
  expect(JSON.stringify([english, spanish])).not.toContain("too many");
});
