import { describe, expect, test } from "vitest";
import { answersIn } from "./answer-view.ts";
import { emailOf } from "./email.ts";
import { initialsOf } from "./initials.ts";
import type { Matter } from "./letter.ts";

describe("a letter about several children and sessions", () => {
  const matter = (pupilId: number, child: string, day: number): Matter => ({
    pupilId,
    sessionId: day,
    child,
    holdsPlace: false,
    session: {
      date: Temporal.PlainDate.from(`2026-10-${day}`),
      startsAt: 480,
      endsAt: 750,
      subject: "Mathematics",
      room: "Library",
      lowGrade: 1,
      highGrade: 6,
    },
  });
  const about = { kind: "invitation" as const, school: "Oak", answerUrl: "https://x/answers/k" };

  test("speaks of all of them at once, with each session and for whom it is", () => {
    const matters = [matter(1, "Ana", 17), matter(2, "Isabel", 17), matter(1, "Ana", 24)];
    const { subject, text } = emailOf(["es", "en"], { ...about, matters });
    expect(subject).toBe(
      "Invitación a sesiones de recuperación de asistencia / Invitation to attendance recovery sessions",
    );
    expect(text).toContain("Estimada familia de Ana e Isabel:");
    expect(text).toContain("compensar días de clases a los que Ana e Isabel faltaron.");
    expect(text).toContain("Oak invites Ana and Isabel to attendance recovery sessions.");
    expect(text).toContain("For: Ana and Isabel\nDay: Saturday, October 17, 2026");
    expect(text).toContain("For: Ana\nDay: Saturday, October 24, 2026");
    expect(text.match(/https:\/\/x\/answers\/k/g)).toHaveLength(2);
  });

  test("tells in one reminder who has a place and who has not answered", () => {
    const matters = [{ ...matter(1, "Ana", 17), holdsPlace: true }, matter(2, "Luis", 17)];
    const { text } = emailOf(["en"], { ...about, kind: "reminder", matters });
    expect(text).toContain("You said yes, and Ana has a place");
    expect(text).toContain("Oak invited Luis to an attendance recovery session, and we have no answer");
    const both = matters.map((one) => ({ ...one, holdsPlace: true }));
    expect(emailOf(["es"], { ...about, kind: "reminder", matters: both }).text).toContain(
      "Ana y Luis tienen un lugar",
    );
  });
});

test("children of one letter are told apart by as little of their names as it takes", () => {
  const names = (...all: string[]) => [...initialsOf(new Map(all.map((name, at) => [at, name]))).values()];
  expect(names("Sam")).toEqual(["S."]);
  expect(names("Sam", "Ana")).toEqual(["S.", "A."]);
  expect(names("Sam", "Sofía")).toEqual(["Sa.", "So."]);
  expect(names("Ana", "Anabel")).toEqual(["Ana", "Anab."]);
  expect(names("Sam", "Sam")).toEqual(["Sam (1)", "Sam (2)"]);
});

test("answers are read by what asks them, and what was left open stays open", () => {
  const form = new FormData();
  form.append("answer.2", "no");
  form.append("answer.4", "yes");
  form.append("answer.3", "perhaps");
  form.append("answer.0", "yes");
  form.append("answer", "yes");
  expect([...answersIn(form)]).toEqual([
    [2, "no"],
    [4, "yes"],
  ]);
  expect(answersIn(new FormData()).size).toBe(0);
});
