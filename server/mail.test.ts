import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Catcher, startCatcher } from "#sandbox/mail/catcher.ts";
import { createMailer } from "./mail.ts";

const letter = {
  id: "message-10-1",
  to: "ana.garcia@example.com",
  from: "Oak Elementary, Test District",
  subject: "Sesión de recuperación: sábado, 17 de octubre",
  text: "Estimada familia: ¿vendrá?",
  html: "<p>Estimada familia: ¿vendrá?</p>",
  languages: ["es", "en"],
};

let catcher: Catcher;
const servers: Server[] = [];
beforeAll(async () => {
  catcher = await startCatcher();
});
afterAll(() => catcher.close());
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A mail server that does with each connection what a test wants. */
async function serverThat(does: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    does(socket);
  });
  servers.push(server);
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const sendTo = (smtpUrl: string) => createMailer({ smtpUrl, from: "office@example.org" }, 400).send(letter);

test("a letter arrives over SMTP as it was written, with the school's name before the address", async () => {
  expect(await sendTo(catcher.smtpUrl)).toEqual({ sent: true });
  const [caught] = (await (await fetch(`${catcher.url}/messages?to=${letter.to}`)).json()) as unknown[];
  expect(caught).toMatchObject({
    from: { name: letter.from, address: "office@example.org" },
    to: [letter.to],
    subject: letter.subject,
    language: "es, en",
    messageId: "<message-10-1@example.org>",
  });
  expect((caught as { text: string }).text.trim()).toBe(letter.text);
  expect(await (await fetch(catcher.url)).text()).toContain("Sesión de recuperación");
});

test("a server that is not there, hangs, or drops the line is an outcome to try again", async () => {
  const gone = await serverThat(() => {});
  servers.pop()!.close();
  expect(await sendTo(gone)).toEqual({
    sent: false,
    again: true,
    detail: "the mail server could not be reached",
  });
  expect(await sendTo(await serverThat(() => {}))).toEqual({
    sent: false,
    again: true,
    detail: "the mail server did not answer in time",
  });
  const drops = await serverThat((socket) => {
    socket.write("220 hello\r\n");
    socket.once("data", () => socket.destroy());
  });
  expect(await sendTo(drops)).toMatchObject({ sent: false, again: true });
});

test("a refusal for good ends the tries, one for now does not, and neither repeats the address", async () => {
  const answering = (code: number) =>
    serverThat((socket) => {
      socket.write("220 hello\r\n");
      socket.on("data", (line) =>
        socket.write(
          /^RCPT/i.test(String(line)) ? `${code} <ana.garcia@example.com> no\r\n` : "250 fine\r\n",
        ),
      );
    });
  expect(await sendTo(await answering(550))).toEqual({
    sent: false,
    again: false,
    detail: "the mail server refused it (550)",
  });
  expect(await sendTo(await answering(451))).toEqual({
    sent: false,
    again: true,
    detail: "the mail server could not take it now (451)",
  });
});
