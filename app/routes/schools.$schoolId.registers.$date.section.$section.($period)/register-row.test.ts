import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { RegisterPage } from "./register-page.tsx";
import { sampleFrame, sampleView, sampleWith } from "./register-sample.ts";
import type { RegisterPupil, RegisterView } from "./register-view.ts";

const drawn = (view: RegisterView) =>
  renderToStaticMarkup(h(RegisterPage, { frame: sampleFrame, view })).replaceAll("&#x27;", "'");

const rowWith = (change: Partial<RegisterPupil>) => drawn(sampleWith({ 0: change })).split("<fieldset")[1]!;
const marked = (code: string) => rowWith({ mark: { code, minutesLate: null } });
const chosen = (row: string) =>
  [...row.matchAll(/<input [^>]*checked=""[^>]*>([^<]+)/g)].map((found) => found[1]);

test("everybody is present until marked otherwise", () => {
  expect(chosen(drawn(sampleView))).toEqual(Array(35).fill("Present"));
});

test("a code with a button of its own is on it, any other is under Other", () => {
  expect(chosen(marked("A"))).toEqual(["Absent"]);
  expect(marked("A")).not.toContain('selected=""');
  expect(chosen(marked("I"))).toEqual(["Other"]);
  expect(marked("I")).toContain('value="I" selected=""');
});

test("a code the school has retired is not lost by saving", () => {
  expect(chosen(marked("Z"))).toEqual(["Other"]);
  expect(marked("Z")).toContain('<option value="Z" selected="">Z</option>');
  expect(marked("other").match(/<option/g)).toHaveLength(11);
});

test("grades show only where a class mixes them", () => {
  expect(drawn(sampleView)).not.toContain("Grade 10");
  expect(rowWith({ grade: "11" })).toContain("Grade 11");
});

test("what the office corrected stands beside what the teacher said", () => {
  const office = { title: "Excused illness", at: "9:12 am", by: "R. Diaz", teacherSaid: "Absent" };
  const row = rowWith({ office, whyHref: "/why" });
  expect(row).toContain("Office: Excused illness, 9:12 am, R. Diaz");
  expect(row).toContain("The teacher said Absent.");
  expect(row).toContain('href="/why"');
});

test("the summary leads to the very control a conflict or an error is about", () => {
  const theirs = { code: "I", said: "Excused illness, note: fever", by: "R. Diaz", at: "9:12 am" };
  const html = drawn(
    sampleWith({
      0: { conflict: { theirs, yours: { said: "Absent" } } },
      1: { error: { field: "other", text: "Choose which code" } },
    }),
  );
  expect(html).toContain("R. Diaz put Excused illness, note: fever at 9:12 am. You put Absent.");
  const targets = [...html.matchAll(/<li><a href="#([^"]+)"/g)].map((found) => found[1]);
  expect(targets).toHaveLength(2);
  for (const target of targets) expect(html).toMatch(new RegExp(`<(input|select) [^>]*id="${target}"`));
});

test("a locked register cannot be sent, and only who may unlock it sees where", () => {
  const lock = { reason: "This week is certified.", unlockHref: null };
  const html = drawn({ ...sampleView, lock });
  expect(html).toContain("This week is certified.");
  expect(html).not.toContain("Save register");
  expect(html).not.toContain("Open it for changes");
  expect(drawn({ ...sampleView, lock: { ...lock, unlockHref: "/unlock" } })).toContain('href="/unlock"');
});
