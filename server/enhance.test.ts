import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startPipeline } from "./app.fixture.ts";
import { readEnhancements } from "./enhance.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "enhance-"));
  writeFileSync(join(folder, "key.ts"), "export const key: string = 'p';\n");
  writeFileSync(
    join(folder, "register.ts"),
    "import type { Mark } from '#app/attendance/mark.ts';\nimport { key } from './key.ts';\nconst mark: Mark | null = null;\nconsole.log(key, mark);\n",
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a script is sent without its types, for ever, under an address that changes with it", async () => {
  const { hrefs } = readEnhancements(folder);
  expect(Object.keys(hrefs).sort()).toEqual(["key", "register"]);
  const app = await startPipeline({ enhanceFolder: folder });
  const answer = await app.call(hrefs.register!);
  expect(answer.headers.get("content-type")).toContain("text/javascript");
  expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  const code = await answer.text();
  expect(code).not.toMatch(/: Mark|#app/);
  const version = hrefs.register!.split("?")[1];
  expect(code).toContain(`'./key.js?${version}'`);
  const old = await app.call("/enhance/register.js?v=old");
  expect(old.headers.get("cache-control")).toBe("no-cache");
  writeFileSync(join(folder, "key.ts"), "export const key: string = 'q';\n");
  expect(readEnhancements(folder).hrefs.register).not.toBe(hrefs.register);
  app.close();
});

test("an import that a browser cannot follow is found at the start", () => {
  writeFileSync(join(folder, "chart.ts"), "import { scaleLinear } from 'd3-scale';\nscaleLinear();\n");
  expect(() => readEnhancements(folder)).toThrow(/chart\.ts imports d3-scale/);
});

test("a folder that is not there holds no scripts", () => {
  expect(readEnhancements(join(folder, "none")).hrefs).toEqual({});
});

test("text is compressed as well as the browser can take it", async () => {
  const page = "<!doctype html>".concat("<li>Present</li>".repeat(500));
  const app = await startPipeline({ page: (_request, response) => void response.type("html").send(page) });
  const encodingFor = async (accepted: string) => {
    const answer = await app.call("/", { headers: { "accept-encoding": accepted } });
    expect(await answer.text()).toBe(page);
    return answer.headers.get("content-encoding");
  };
  expect(await encodingFor("gzip, deflate, br")).toBe("br");
  expect(await encodingFor("gzip")).toBe("gzip");
  expect(await encodingFor("identity")).toBeNull();
  app.close();
});
