import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Week } from "./week.tsx";

const days = ["2026-11-23", "2026-11-24", "2026-11-25"];

test("today is told in words of the markup, not in color alone, and a day without a value shows a dash", () => {
  const rows = [{ key: 1, label: "Period 1", cells: ["Present", null, "Absent"] }];
  const html = renderToStaticMarkup(
    h(Week, { caption: "This week", first: "Period", days, rows, today: "2026-11-24" }),
  );
  expect(html.match(/aria-current="date"/g)).toHaveLength(1);
  expect(html).toContain('aria-current="date">Tue, Nov 24');
  expect(html).toContain('data-day="Tue, Nov 24" class="now">–');
});
