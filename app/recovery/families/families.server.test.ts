import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Mailer } from "#app/context.ts";
import { type Catcher, startCatcher } from "#sandbox/mail/catcher.ts";
import { createMailer } from "#server/mail.ts";
import { openFamilies } from "../../../tests/recovery/families.ts";
import { cancelSession } from "../cancellation.server.ts";
import { momentIn } from "../moment.ts";
import { findSession } from "../sessions.server.ts";
import { answerByLink, findAsked } from "./asked.server.ts";
import { inviteFamilies } from "./invite.server.ts";
import { runWriteToFamilies } from "./write-to-families.server.ts";

let catcher: Catcher;
let mail: Mailer;
let place: Awaited<ReturnType<typeof openFamilies>>;
const never = new AbortController().signal;
const from = "office@example.org";
beforeAll(async () => {
  catcher = await startCatcher();
  mail = createMailer({ smtpUrl: catcher.smtpUrl, from }, 2_000);
  place = await openFamilies(mail);
});
afterAll(async () => {
  await Promise.all([catcher.close(), place.database.drop()]);
});

const now = () => momentIn("America/Los_Angeles", place.clock.now());
const run = () => runWriteToFamilies(place.worker, { schoolId: 10 }, never);
const session = async () =>
  (await place.database.web.asActor(place.actor, (tx) => findSession(tx, 10, place.sessionId)))!;
const invite = async (pupilIds: number[], first = 0) =>
  inviteFamilies(place.context, place.actor, [await session()], { pupilIds, first }, now());
const steps =
  () => place.admin`select m.pupil_id, m.kind, m.channel, coalesce(array_agg(s.step order by s.id) filter (where s.step is not null), '{}') as steps
  from recovery_message m left join recovery_message_step s on s.school_id = m.school_id and s.message_id = m.id
  where m.session_id = ${place.sessionId} group by m.id, m.pupil_id, m.kind, m.channel order by m.id`;
const keyIn = (text: string) => /\/answers\/([0-9a-z]+)/.exec(text)![1]!;
/** Answers the first question of a link. */
async function answered(key: string, answer: "yes" | "no") {
  const [one] = (await findAsked(place.context, key))!.each;
  return answerByLink(place.context, key, new Map([[one!.messageId, answer]]));
}
const keyOf = (to: string) => keyIn(catcher.messages.findLast((one) => one.to.includes(to))!.text);
const placesNow = async () =>
  Object.fromEntries(
    (
      await place.admin`select distinct on (pupil_id) pupil_id, step from recovery_place
        where session_id = ${place.sessionId} order by pupil_id, id desc`
    ).map((row) => [row.pupil_id, row.step]),
  );

test("who has educational rights and an address gets an e-mail, the others a letter, each once", async () => {
  expect(await invite([3001, 3002, 3003, 3004])).toEqual({ emails: 2, letters: 2 });
  expect(await invite([3001, 3002, 3003, 3004], 4)).toEqual({ emails: 0, letters: 0 });
  expect(place.asked).toEqual([["write-to-families", { schoolId: 10 }]]);
  await Promise.all([run(), run()]);
  expect(catcher.messages.map(({ to }) => to[0]).toSorted()).toEqual(["rosa@example.com", "tom@example.com"]);
  const rosa = catcher.messages.find(({ to }) => to[0] === "rosa@example.com")!;
  expect(rosa.from).toEqual({ name: "Oak Elementary, Test District", address: from });
  expect(rosa.language).toBe("es, en");
  expect(rosa.text).toContain("Estimada familia de Sam");
  expect(rosa.text).toContain("Dear family of Sam");
  expect(catcher.messages.find(({ to }) => to[0] === "tom@example.com")!.text).not.toContain("Estimada");
  expect(await steps()).toEqual([
    { pupil_id: 3001, kind: "invitation", channel: "email", steps: ["sending", "sent"] },
    { pupil_id: 3002, kind: "invitation", channel: "email", steps: ["sending", "sent"] },
    { pupil_id: 3003, kind: "invitation", channel: "letter", steps: [] },
    { pupil_id: 3004, kind: "invitation", channel: "letter", steps: [] },
  ]);
});

test("no key is stored, and the page behind one tells no more of the pupil than an initial", async () => {
  const key = keyOf("rosa@example.com");
  const [row] = await place.admin`select answer_key from recovery_message where pupil_id = 3001`;
  expect(row!.answer_key).toMatch(/^[0-9a-f]{64}$/);
  const asked = (await findAsked(place.context, key))!;
  expect(asked).toMatchObject({
    languages: ["es", "en"],
    school: "Oak Elementary",
    each: [{ initial: "S.", answer: null }],
  });
  expect(JSON.stringify(asked)).not.toMatch(/Pupil3001|3001/);
  expect(await findAsked(place.context, `${key.slice(0, -1)}2`)).toBeNull();
  expect(await findAsked(place.context, "' or 1=1 --                     ")).toBeNull();
  expect(await placesNow()).toEqual({});
});

test("a yes by the link books, the same yes again changes nothing, and it is on record who said it how", async () => {
  const key = keyOf("rosa@example.com");
  expect(await answered(key, "yes")).toEqual([{ came: "booked" }]);
  expect(await answered(key.toUpperCase(), "yes")).toEqual([{ came: "booked" }]);
  expect(await placesNow()).toEqual({ 3001: "booked" });
  const said =
    await place.admin`select answer, said_by, session_id::int, by from recovery_election where pupil_id = 3001`;
  expect([...said]).toEqual([
    { answer: "yes", said_by: "contact 1, by the link in the e-mail", session_id: place.sessionId, by: null },
  ]);
  expect(await findAsked(place.context, key)).toMatchObject({ each: [{ answer: "yes", place: "booked" }] });
});

test("a no gives the place back, is not offered again, and can be taken back", async () => {
  const key = keyOf("rosa@example.com");
  expect(await answered(key, "no")).toEqual([{ came: "declined" }]);
  expect(await answered(keyOf("tom@example.com"), "no")).toEqual([{ came: "declined" }]);
  expect(await placesNow()).toEqual({ 3001: "declined", 3002: "declined" });
  expect(await invite([], 10)).toEqual({ emails: 0, letters: 0 });
  expect(await answered(key, "yes")).toEqual([{ came: "booked" }]);
  expect(await findAsked(place.context, key)).toMatchObject({ each: [{ answer: "yes", place: "booked" }] });
});

test("a no about a child who was signed in before the hour takes no place away, and none is put on record", async () => {
  const signIn = (inAt: number | null) =>
    place.admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, by, at, reason)
      values (10, ${place.sessionId}, 3001, ${inAt}, 1, now(), 'by hand')`;
  await signIn(470);
  expect(await answered(keyOf("rosa@example.com"), "no")).toEqual([{ came: "begun" }]);
  expect(await placesNow()).toMatchObject({ 3001: "booked" });
  const [said] =
    await place.admin`select answer from recovery_election where pupil_id = 3001 order by id desc limit 1`;
  expect(said!.answer).toBe("yes");
  await signIn(null);
});

test("the reminder goes two school days before to who has a place, once, and not to who said no", async () => {
  const before = catcher.messages.length;
  await run();
  expect(catcher.messages).toHaveLength(before);
  place.clock.move({ hours: 72 });
  await run();
  await run();
  expect(catcher.messages.slice(before).map(({ to, subject }) => [to[0], subject.slice(0, 12)])).toEqual([
    ["rosa@example.com", "Recordatorio"],
  ]);
  const kinds = await place.admin`select pupil_id from recovery_message where kind = 'reminder' order by 1`;
  expect(kinds.map((row) => row.pupil_id)).toEqual([3001, 3003, 3004]);
});

test("a cancellation is told to who had a place, with nothing to answer, and closes the link", async () => {
  const before = catcher.messages.length;
  await place.database.web.asActor(place.actor, (tx) =>
    cancelSession(tx, { schoolId: 10, sessionId: place.sessionId }, "no teacher", {
      author: { by: 1, actor: "test" },
      at: place.clock.now(),
      today: place.clock.today(),
      jobs: place.context.jobs,
    }),
  );
  await run();
  await run();
  const [told, ...more] = catcher.messages.slice(before);
  expect(more).toEqual([]);
  expect(told!.to).toEqual(["rosa@example.com"]);
  expect(told!.subject).toMatch(/^Cancelada: .* \/ Cancelled: /);
  expect(told!.text).not.toContain("/answers/");
  const invitation = keyIn(catcher.messages.find(({ to }) => to[0] === "rosa@example.com")!.text);
  expect(await findAsked(place.context, invitation)).toMatchObject({ each: [{ closed: "cancelled" }] });
  expect(await answered(invitation, "no")).toEqual([{ came: "cancelled" }]);
});

test("a mail server that is away costs tries and then becomes a letter; nothing is lost", async () => {
  const gone = createServer();
  await new Promise<void>((up) => gone.listen(0, "127.0.0.1", up));
  const { port } = gone.address() as AddressInfo;
  gone.close();
  const other = await openFamilies(createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from }, 300));
  const at = (await other.database.web.asActor(other.actor, (tx) => findSession(tx, 10, other.sessionId)))!;
  const moment = momentIn("America/Los_Angeles", other.clock.now());
  await inviteFamilies(other.context, other.actor, [at], { pupilIds: [3002], first: 0 }, moment);
  const stepsOf = async () =>
    (
      await other.admin`select m.channel, s.step, s.detail from recovery_message m
      left join recovery_message_step s on s.message_id = m.id order by m.id, s.id`
    ).map((row) => row.step);
  await runWriteToFamilies(other.worker, { schoolId: 10 }, never);
  await runWriteToFamilies(other.worker, { schoolId: 10 }, never);
  expect(await stepsOf()).toEqual(["sending", "failed"]);
  for (const minutes of [3, 11, 61]) {
    other.clock.move({ minutes });
    await runWriteToFamilies(other.worker, { schoolId: 10 }, never);
  }
  expect((await stepsOf()).filter((step) => step === "failed")).toHaveLength(4);
  other.clock.move({ minutes: 241 });
  await runWriteToFamilies(other.worker, { schoolId: 10 }, never);
  const rows = await other.admin`select m.channel, (array_agg(s.step order by s.id desc))[1] as step,
    (array_agg(s.detail order by s.id desc))[1] as detail from recovery_message m
    left join recovery_message_step s on s.message_id = m.id group by m.id, m.channel order by m.id`;
  expect([...rows]).toEqual([
    { channel: "email", step: "given up", detail: "the mail server could not be reached" },
    { channel: "letter", step: null, detail: null },
  ]);
  await other.database.drop();
});

test("a sending that was cut short is not sent again: staff are told that it may have arrived", async () => {
  const other = await openFamilies(mail);
  const at = (await other.database.web.asActor(other.actor, (tx) => findSession(tx, 10, other.sessionId)))!;
  const moment = momentIn("America/Los_Angeles", other.clock.now());
  await inviteFamilies(other.context, other.actor, [at], { pupilIds: [3002], first: 0 }, moment);
  await other.admin`insert into recovery_message_step (school_id, message_id, step, at)
    select school_id, id, 'sending', at from recovery_message`;
  const before = catcher.messages.length;
  await runWriteToFamilies(other.worker, { schoolId: 10 }, never);
  other.clock.move({ minutes: 11 });
  await runWriteToFamilies(other.worker, { schoolId: 10 }, never);
  expect(catcher.messages).toHaveLength(before);
  const [last] = await other.admin`select step, detail from recovery_message_step order by id desc limit 1`;
  expect(last).toEqual({ step: "given up", detail: "sending was cut short: it may have arrived" });
  await other.database.drop();
});
