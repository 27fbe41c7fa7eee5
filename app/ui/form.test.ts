import { type SubmissionResult, useForm } from "@conform-to/react";
import { getZodConstraint, parseWithZod } from "@conform-to/zod/v4";
import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { ErrorSummary } from "./error-summary.tsx";
import { Choices, Select, TextField } from "./field.tsx";
import { fieldOf, formErrors } from "./form.ts";

const schema = z.object({
  name: z.string({ error: "Write a name" }).max(40, "Use 40 letters or fewer"),
  places: z.number({ error: "Write the places as a number" }).int().positive(),
  kind: z.enum(["saturday", "after"], { error: "Choose when it takes place" }),
});

/** What an action does: read the form, answer with it. */
function submit(values: Record<string, string>): SubmissionResult<string[]> {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return parseWithZod(form, { schema }).reply();
}

/** What a page does with the answer. */
function SessionForm({ lastResult }: { lastResult?: SubmissionResult<string[]> }) {
  const [form, fields] = useForm<z.input<typeof schema>>({
    id: "session",
    lastResult,
    constraint: getZodConstraint(schema),
  });
  const kinds = [
    { value: "saturday", label: "Saturday" },
    { value: "after", label: "After school" },
  ];
  return h(
    "form",
    { method: "post" },
    h(ErrorSummary, { errors: formErrors(form, [fields.name, fields.places, fields.kind]) }),
    h(TextField, { label: "Name", hint: "Families see it", field: fieldOf(fields.name) }),
    h(TextField, { label: "Places", inputMode: "numeric", field: fieldOf(fields.places) }),
    h(Choices, { label: "When", field: fieldOf(fields.kind), choices: kinds }),
    h(Select, {
      label: "Also",
      field: { ...fieldOf(fields.kind), id: "also" },
      choices: kinds,
      empty: "None",
    }),
  );
}

const draw = (values?: Record<string, string>) =>
  renderToStaticMarkup(h(SessionForm, { lastResult: values && submit(values) }));

test("a form nobody has sent shows no errors", () => {
  const html = draw();
  expect(html).not.toContain("aria-invalid");
  expect(html).not.toContain('role="alert"');
  expect(html).toMatch(/<input id="session-name"[^>]* required=""/);
});

test("a refused form comes back, without script, with what was typed and what to fix", () => {
  const html = draw({ name: "December", places: "many", kind: "after" });
  expect(html).toContain('value="December"');
  expect(html).toContain('value="many"');
  expect(html).toMatch(/<input[^>]*value="after"[^>]*checked=""|<input[^>]*checked=""[^>]*value="after"/);
  expect(html).toContain('<option value="after" selected="">');
  expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
});

test("each line of the summary leads to the field it is about, and the field names its hint and error", () => {
  const html = draw({ places: "many", kind: "after" });
  const [, href] = /<a href="#([^"]+)">Write a name<\/a>/.exec(html)!;
  const field = new RegExp(`<input id="${href}"[^>]*>`).exec(html)![0];
  const [, describedBy] = /aria-describedby="([^"]+)"/.exec(field)!;
  for (const id of describedBy!.split(" ")) expect(html).toContain(`id="${id}"`);
  expect(html).toContain(`<label for="${href}">Name</label>`);
  expect(html.indexOf("Write a name")).toBeLessThan(html.indexOf("Write the places as a number"));
});

test("a choice nobody made is an error that leads to the first choice", () => {
  const html = draw({ name: "December", places: "12" });
  const [, href] = /<a href="#([^"]+)">Choose when it takes place<\/a>/.exec(html)!;
  expect(html).toMatch(new RegExp(`<input id="${href}" type="radio"`));
});
