import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { inboxPage } from "./inbox-page.ts";

/** A message as it came over the wire. `at` is the machine's clock, in ISO 8601. */
export type Caught = {
  id: number;
  at: string;
  messageId: string;
  from: { name: string; address: string };
  to: string[];
  subject: string;
  language: string;
  text: string;
  html: string;
};

export type Catcher = {
  smtpUrl: string;
  /** The page with the messages; `/messages` beside it answers them as JSON, `?to=` limits them to one reader. */
  url: string;
  messages: readonly Caught[];
  close(): Promise<void>;
};

const mostKept = 2_000;

/** Takes every message sent to it over SMTP, delivers none, and shows them on a page. For this machine alone. */
export async function startCatcher({ smtpPort = 0, port = 0 } = {}): Promise<Catcher> {
  const messages: Caught[] = [];
  let last = 0;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth: (_auth, _session, done) => done(null, { user: "anyone" }),
    onData(stream, session, done) {
      buffer(stream)
        .then((bytes) => PostalMime.parse(bytes))
        .then(
          (mail) => {
            const envelope = session.envelope.rcptTo.map(({ address }) => address);
            messages.push({
              id: ++last,
              at: new Date().toISOString(),
              messageId: mail.messageId ?? "",
              from: { name: mail.from?.name ?? "", address: mail.from?.address ?? "" },
              to: envelope,
              subject: mail.subject ?? "",
              language: mail.headers.find(({ key }) => key === "content-language")?.value ?? "",
              text: mail.text ?? "",
              html: mail.html ?? "",
            });
            if (messages.length > mostKept) messages.shift();
            done();
          },
          (failure: Error) => done(failure),
        );
    },
  });
  smtp.on("error", () => {});
  const smtpAddress = await new Promise<AddressInfo>((up, fail) => {
    const listening = smtp.listen(smtpPort, "127.0.0.1", () => up(listening.address() as AddressInfo));
    listening.once("error", fail);
  });
  const http = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://catcher");
    const to = searchParams.get("to");
    const wanted = messages.filter((message) => to === null || message.to.includes(to));
    if (pathname === "/messages") return send(response, "application/json", JSON.stringify(wanted));
    if (pathname === "/") return send(response, "text/html; charset=utf-8", inboxPage(wanted.toReversed()));
    response.writeHead(404).end();
  });
  await new Promise<void>((up, fail) => {
    http.once("error", fail);
    http.listen(port, "127.0.0.1", up);
  });
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpAddress.port}`,
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    messages,
    async close() {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((closed) => http.close(() => closed())),
        new Promise<void>((closed) => smtp.close(() => closed())),
      ]);
    },
  };
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" });
  response.end(body);
}
