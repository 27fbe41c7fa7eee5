import type { Language } from "../words/languages.ts";
import { type Letter, letterIn, type Occasion } from "./letter.ts";

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** The letter as an e-mail, in each language one below the other, as plain text and as a page of its own. */
export function emailOf(
  codes: readonly Language[],
  occasion: Occasion,
): { subject: string; text: string; html: string } {
  const letters = codes.map((code) => letterIn(code, occasion));
  const { answerUrl } = occasion;
  const blocks = letters.map(
    (letter) => `<div lang="${letter.words.code}">${htmlOf(letter, answerUrl)}</div>`,
  );
  return {
    subject: letters.map(({ title }) => title).join(" / "),
    text: letters
      .map((letter) => textOf(letter, answerUrl))
      .join("\n\n----------------------------------------\n\n"),
    html: `<!doctype html><html lang="${letters[0]?.words.code ?? "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(letters[0]?.title ?? "")}</title></head><body style="margin:0;background:#fff;color:#16242c;font:16px/1.5 Arial,sans-serif"><div style="max-width:36rem;margin:0 auto;padding:16px">${blocks.join('<hr style="margin:32px 0;border:0;border-top:1px solid #bbb">')}</div></body></html>`,
  };
}

function textOf(letter: Letter, answerUrl: string | null): string {
  const { message } = letter.words;
  return [
    letter.greeting,
    ...letter.paragraphs,
    ...letter.sessions.map(({ facts }) => facts.map(({ label, value }) => `${label}: ${value}`).join("\n")),
    ...(letter.choice.length > 0
      ? [`${message.choiceTitle}\n${letter.choice.map((point) => `- ${point}`).join("\n")}`]
      : []),
    ...(letter.ask === null ? [] : [letter.ask]),
    ...(answerUrl === null ? [] : [`${message.askLink}: ${answerUrl}`]),
    `${message.closing}\n${letter.school}`,
    message.foot(letter.school),
  ].join("\n\n");
}

function htmlOf(letter: Letter, answerUrl: string | null): string {
  const { message } = letter.words;
  const p = (text: string, style = "") => `<p${style && ` style="${style}"`}>${escaped(text)}</p>`;
  const rows = (facts: Letter["sessions"][number]["facts"]) =>
    facts
      .map(
        ({ label, value }) =>
          `<tr><th scope="row" style="padding:2px 16px 2px 0;text-align:left;vertical-align:top">${escaped(label)}</th><td style="padding:2px 0">${escaped(value)}</td></tr>`,
      )
      .join("");
  const sessions = letter.sessions
    .map(({ facts }) => `<table style="border-collapse:collapse;margin-bottom:12px">${rows(facts)}</table>`)
    .join("");
  const choice =
    letter.choice.length === 0
      ? ""
      : `<h2 style="font-size:18px;margin:24px 0 8px">${escaped(message.choiceTitle)}</h2><ul style="margin:0;padding-left:20px">${letter.choice.map((point) => `<li>${escaped(point)}</li>`).join("")}</ul>`;
  const link =
    answerUrl === null
      ? ""
      : `<p><a href="${escaped(answerUrl)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5563;color:#fff;font-weight:bold">${escaped(message.askLink)}</a></p>`;
  return `<h1 style="font-size:22px;line-height:1.3">${escaped(letter.title)}</h1>${p(letter.greeting)}${letter.paragraphs.map((text) => p(text)).join("")}${sessions}${choice}${letter.ask === null ? "" : p(letter.ask)}${link}${p(message.closing, "margin-bottom:0")}${p(letter.school, "margin-top:0")}${p(message.foot(letter.school), "font-size:13px;color:#4b5a63")}`;
}
