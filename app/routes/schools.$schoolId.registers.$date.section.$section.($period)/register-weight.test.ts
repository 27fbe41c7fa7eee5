import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createElement } from "react";
import { expect, test } from "vitest";
import { builtStylesheet, documentOf, strippedScript } from "../../../tests/page/served-page.ts";
import { RegisterPage } from "./register-page.tsx";
import { sampleFrame, sampleView } from "./register-sample.ts";

/** As a server compresses a page while it is asked for. */
const brotli = (text: string) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;

test("a register of 35 pupils and its stylesheet arrive in the first round trip", async () => {
  const html = documentOf(
    "Algebra 1",
    createElement(RegisterPage, { frame: sampleFrame, view: sampleView }),
    "register",
  );
  const css = await builtStylesheet();
  expect(sampleView.pupils).toHaveLength(35);
  expect(brotli(html) + brotli(css)).toBeLessThan(8_000);
  expect(gzipSync(html).length + gzipSync(css).length).toBeLessThan(8_000);
  expect(gzipSync(css).length).toBeLessThan(4_500);
});

test("the script of the register stays small", async () => {
  expect(gzipSync(await strippedScript("register")).length).toBeLessThan(4_000);
});

test("no pupil is named twice in the document", () => {
  const html = documentOf("Algebra 1", createElement(RegisterPage, { frame: sampleFrame, view: sampleView }));
  expect(html.split("Keomanivong")).toHaveLength(2);
});
