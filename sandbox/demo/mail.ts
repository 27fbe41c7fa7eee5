import type { Children } from "./children.ts";
import type { DemoProblem } from "./sentence.ts";

/** Starts the mail catcher beside the rest; answers where mail goes in and where it can be read. */
export function startMail(
  children: Children,
  onEnd: (problem: DemoProblem) => void,
): Promise<{ smtpUrl: string; url: string }> {
  return new Promise((up) => {
    const onLine = (line: string) => line.startsWith("{") && up(JSON.parse(line));
    children.start("mail", ["sandbox/mail/main.ts"], process.env, { onLine, onEnd });
  });
}
