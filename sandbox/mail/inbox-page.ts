import type { Caught } from "./catcher.ts";

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** The caught messages, newest first, each as its reader would see it and as plain text. */
export function inboxPage(messages: readonly Caught[]): string {
  const letters = messages.map(
    (message) => `<article id="m${message.id}">
<h2>${escaped(message.subject)}</h2>
<p>From ${escaped(message.from.name)} &lt;${escaped(message.from.address)}&gt; to ${escaped(message.to.join(", "))}, ${message.at}</p>
<iframe title="${escaped(message.subject)}" sandbox="allow-popups allow-top-navigation-by-user-activation" srcdoc="${escaped(message.html)}"></iframe>
<details><summary>As plain text</summary><pre>${escaped(message.text)}</pre></details>
</article>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Caught mail</title><style>body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:1rem auto;padding:0 1rem}
iframe{width:100%;height:34rem;border:1px solid #999}pre{white-space:pre-wrap}</style></head>
<body><main><h1>Caught mail</h1><p>${messages.length} messages. None of them left this machine.</p>${letters.join("")}</main></body></html>`;
}
