import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Mailer } from "#app/context.ts";
import { action as answerPage, loader as askedPage } from "#app/routes/answers.$key/route.tsx";
import { type Catcher, startCatcher } from "#sandbox/mail/catcher.ts";
import { createMailer } from "#server/mail.ts";
import { readPdf } from "../../../tests/pdf/read-pdf.ts";
import { openFamilies } from "../../../tests/recovery/families.ts";
import { saturday } from "../../../tests/recovery/saturday.ts";
import { momentIn } from "../moment.ts";
import { createSession, findSessions } from "../sessions.server.ts";
import { AnswerPage } from "./answer-page.tsx";
import type { AnswerView } from "./answer-view.ts";
import { findAsked } from "./asked.server.ts";
import { inviteFamilies } from "./invite.server.ts";
import { messagesTogether } from "./message-rows.server.ts";
import { occasionsOf } from "./occasion.server.ts";
import { printLetters } from "./print-letters.server.ts";
import { runWriteToFamilies } from "./write-to-families.server.ts";

describe("a family with two children and two sessions", () => {
  let catcher: Catcher;
  let mail: Mailer;
  let place: Awaited<ReturnType<typeof openFamilies>>;
  let later: number;
  const never = new AbortController().signal;
  const now = () => momentIn("America/Los_Angeles", place.clock.now());
  const run = () => runWriteToFamilies(place.worker, { schoolId: 10 }, never);
  beforeAll(async () => {
    catcher = await startCatcher();
    mail = createMailer({ smtpUrl: catcher.smtpUrl, from: "office@example.org" }, 2_000);
    place = await openFamilies(mail);
    // 3001 and 3002 are Rosa's, who reads Spanish; 3003 and 3004 are at one address without e-mail.
    await place.admin`update pupil set family_key = 7 where pupil_id in (3001, 3002)`;
    await place.admin`update pupil set family_key = 8 where pupil_id in (3003, 3004)`;
    await place.admin`update pupil set first_name = 'Sofía' where pupil_id = 3002`;
    await place.admin`update contact set mailing_name = 'Rosa García', language = '01', email = 'Rosa@Example.com' where pupil_id = 3002`;
    await place.admin`update contact set mailing_name = 'Mai Vang', language = '23', email = null, holds_educational_rights = true
      where pupil_id in (3003, 3004)`;
    await place.admin`update recovery_session set capacity = 3`;
    const made = await place.database.web.asActor(place.actor, (tx) =>
      createSession(
        tx,
        10,
        { ...saturday, date: Temporal.PlainDate.from("2026-10-24") },
        {
          author: { by: 1, actor: "test" },
          at: place.clock.now(),
          today: place.clock.today(),
        },
      ),
    );
    if (!made.ok) throw new Error("refused");
    later = made.id;
  });
  afterAll(async () => {
    await Promise.all([catcher.close(), place.database.drop()]);
  });
  const both = () =>
    place.database.web.asActor(place.actor, (tx) => findSessions(tx, 10, [place.sessionId, later]));
  const invite = async (pupilIds: number[]) =>
    inviteFamilies(place.context, place.actor, await both(), { pupilIds, first: 0 }, now());
  const keyIn = (text: string) => /\/answers\/([0-9a-z]+)/.exec(text)![1]!;
  const rosasKey = () => keyIn(catcher.messages.find(({ to }) => to[0]!.startsWith("rosa"))!.text);
  const places = async () =>
    (
      await place.admin`select distinct on (session_id, pupil_id) session_id::int as session, pupil_id as pupil, step
        from recovery_place order by session_id, pupil_id, id desc`
    ).map(({ session, pupil, step }) => [session === later ? "24" : "17", pupil, step]);

  test("gets one e-mail or one letter for all of it, and never a second", async () => {
    expect(await invite([3001, 3002, 3003, 3004])).toEqual({ emails: 1, letters: 1 });
    expect(await invite([3001, 3002, 3003, 3004])).toEqual({ emails: 0, letters: 0 });
    await Promise.all([run(), run()]);
    expect(catcher.messages.map(({ to }) => to)).toEqual([["rosa@example.com"]]);
    const { text } = catcher.messages[0]!;
    expect(text).toContain("Estimada familia de Sam y Sofía:");
    expect(text).toContain("sábado, 17 de octubre de 2026");
    expect(text).toContain("sábado, 24 de octubre de 2026");
    const rows = await place.admin`select count(*)::int as messages, count(answer_key)::int as keys,
      count(*) filter (where together_with is null)::int as envelopes from recovery_message`;
    expect(rows[0]).toEqual({ messages: 8, keys: 2, envelopes: 2 });
    const steps = await place.admin`select step from recovery_message_step order by id`;
    expect(steps.map(({ step }) => step)).toEqual(["sending", "sent"]);
  });

  test("finds every question on one page, which tells its children apart and says no more of them", async () => {
    const asked = (await findAsked(place.context, rosasKey()))!;
    expect(asked.each.map(({ initial, session }) => [initial, session.date.toString()])).toEqual([
      ["Sa.", "2026-10-17"],
      ["So.", "2026-10-17"],
      ["Sa.", "2026-10-24"],
      ["So.", "2026-10-24"],
    ]);
    expect(JSON.stringify(asked.each.map(({ session: _, ...rest }) => rest))).not.toMatch(
      /Pupil|300\d|Sofía/,
    );
    const { view } = (
      (await askedPage({ context: place.context, params: { key: rosasKey() } } as never)) as {
        data: { view: AnswerView };
      }
    ).data;
    const html = renderToStaticMarkup(createElement(AnswerPage, { view, missing: false }));
    expect(html.match(/<form/g)).toHaveLength(2);
    expect(html.match(new RegExp(`name="answer\\.${asked.each[3]!.messageId}"`, "g"))).toHaveLength(4);
    expect(html).toContain("Puede responder ahora por algunas y más tarde por las demás.");
    expect(html).not.toContain("required");
  });

  const send = async (fields: Record<string, string>) => {
    const request = new Request("https://x/answers/k", { method: "POST", body: new URLSearchParams(fields) });
    return (await answerPage({ context: place.context, request, params: { key: rosasKey() } } as never)) as
      | Response
      | { data: { missing: boolean }; init: { status: number } };
  };

  test("answers for some now and for others later; what is left open is not taken as a no", async () => {
    const nothing = await send({ other: "x" });
    expect(nothing).toMatchObject({ data: { missing: true }, init: { status: 400 } });
    const fields = (await findAsked(place.context, rosasKey()))!.each.map(
      ({ messageId }) => `answer.${messageId}`,
    );
    const said = { [fields[0]!]: "yes", [fields[1]!]: "yes", [fields[2]!]: "no" };
    // Aeries corrects a name while the page is open: the children stand in another order when the answers come.
    const rename = (name: string) => place.admin`update pupil set first_name = ${name} where pupil_id = 3001`;
    await rename("Zoe");
    expect((await send(said)) as Response).toMatchObject({ status: 302 });
    await rename("Sam");
    expect(await places()).toEqual([
      ["17", 3001, "booked"],
      ["17", 3002, "booked"],
      ["24", 3001, "declined"],
    ]);
    await send({ [fields[3]!]: "yes", "answer.999999": "no" });
    expect((await places()).at(-1)).toEqual(["24", 3002, "booked"]);
    const saidBy = await place.admin`select distinct said_by from recovery_election`;
    expect([...saidBy]).toEqual([{ said_by: "contact 1, by the link in the e-mail" }]);
    const asked = (await findAsked(place.context, rosasKey()))!;
    expect(asked.each.map(({ answer, place }) => [answer, place])).toEqual([
      ["yes", "booked"],
      ["yes", "booked"],
      ["no", null],
      ["yes", "booked"],
    ]);
  });

  test("an e-mail whose first matter fell away speaks of the others, and keeps its link", async () => {
    const [lead] = await place.admin`select id::int from recovery_message where channel = 'email'
      and together_with is null order by id limit 1`;
    const all = await place.database.worker.asSystem("test", [10], (tx) =>
      messagesTogether(tx, 10, [lead!.id]),
    );
    const others = all.filter(({ id }) => id !== lead!.id);
    const [written] = await place.database.worker.asSystem("test", [10], (tx) =>
      occasionsOf(place.worker, tx, 10, all, (one) => others.includes(one)),
    );
    expect(written?.occasion.matters).toHaveLength(3);
    expect(written?.occasion.answerUrl).toContain(rosasKey());
  });

  test("a letter for both children is printed once, from whichever of its sessions", async () => {
    const pdf = (await printLetters(place.context, place.actor, [later], "new"))!;
    const { text, pages } = readPdf(pdf);
    expect(text).toContain("Dear family of Sam and Sam,");
    expect(text.replaceAll("\n", " ")).toContain("Saturday, October 17, 2026");
    expect(text).toContain("Sam Pupil3003: Saturday, October 24, 2026, 8:00 am to 12:30 pm");
    expect(text).toContain("Sam Pupil3004: Saturday, October 24, 2026, 8:00 am to 12:30 pm");
    // English and Spanish, since the family's language is none of ours; each with its slip.
    expect(pages).toBeGreaterThanOrEqual(2);
    expect(await printLetters(place.context, place.actor, [place.sessionId], "new")).toBeNull();
    expect(await printLetters(place.context, place.actor, [place.sessionId, later], "all")).not.toBeNull();
    const views =
      await place.admin`select pupil_ids from pupil_view where page = 'recovery letters, printed' order by id`;
    expect(views[0]!.pupil_ids).toEqual([3003, 3004]);
  });

  test("a reminder is one as well, and tells no child's place to another's reader", async () => {
    const before = catcher.messages.length;
    place.clock.move({ hours: 72 });
    await run();
    const reminders = catcher.messages.slice(before);
    expect(reminders.map(({ to }) => to)).toEqual([["rosa@example.com"]]);
    expect(reminders[0]!.text).toContain("Sam y Sofía tienen un lugar");
    expect(reminders[0]!.text).not.toContain("24 de octubre");
  });
});
