import { expect, test } from "vitest";
import { postedForm } from "./posted-form.ts";

const posted = (fields: [string, string][]) =>
  new Request("https://ap.example.org/", { method: "POST", body: new URLSearchParams(fields) });

test("a remembered form is read once and is there for who asks later", async () => {
  const kept = postedForm();
  const request = posted([["note", "bus"]]);
  kept.rememberForm(request);
  expect((await request.formData()).get("note")).toBe("bus");
  expect((await kept.postedForm())?.get("note")).toBe("bus");
  expect(await postedForm().postedForm()).toBeNull();
});

test("the letter NUL, which the database does not take, is left out of what was typed", async () => {
  const kept = postedForm();
  const request = posted([
    ["day", "one\0"],
    ["day", "\0two"],
    ["note", "left at ten"],
  ]);
  kept.rememberForm(request);
  const form = await request.formData();
  expect(form.getAll("day")).toEqual(["one", "two"]);
  expect(form.get("note")).toBe("left at ten");
});
