import { expect, test } from "vitest";
import { momentIn } from "../moment.ts";
import { dueMessage, type FamilyStanding, isTimeToRemind, whyNotSent } from "./due.ts";

const timeZone = "America/Los_Angeles";
const session = { date: Temporal.PlainDate.from("2026-10-17"), startsAt: 480, endsAt: 750, cancelled: null };
const schoolDays = ["2026-10-12", "2026-10-13", "2026-10-14", "2026-10-15", "2026-10-16", "2026-10-19"].map(
  (day) => Temporal.PlainDate.from(day),
);
const at = (text: string) => Temporal.Instant.from(text);
const on = (text: string) => ({ ...momentIn(timeZone, at(text)), timeZone, schoolDays });
const thursday = on("2026-10-15T17:00:00Z");
const booked: FamilyStanding = {
  pupilId: 1,
  place: { step: "booked", at: at("2026-10-12T17:00:00Z"), fromWaitingList: false },
  answer: "yes",
  written: {},
};
const invited: FamilyStanding = {
  pupilId: 1,
  place: null,
  answer: null,
  written: { invitation: at("2026-10-12T17:00:00Z") },
};

test("a reminder goes two school days before, not two days", () => {
  const on = (day: string) => isTimeToRemind(session.date, Temporal.PlainDate.from(day), schoolDays);
  expect([on("2026-10-14"), on("2026-10-15"), on("2026-10-16"), on("2026-10-18")]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  const monday = Temporal.PlainDate.from("2026-10-19");
  expect(isTimeToRemind(monday, Temporal.PlainDate.from("2026-10-15"), schoolDays)).toBe(true);
});

test("who has a place or has not answered is reminded, once, and not on the day they last heard", () => {
  expect(dueMessage(session, booked, thursday)).toBe("reminder");
  expect(dueMessage(session, invited, thursday)).toBe("reminder");
  expect(dueMessage(session, booked, on("2026-10-14T17:00:00Z"))).toBeNull();
  expect(
    dueMessage(session, { ...booked, written: { reminder: thursday.at } }, on("2026-10-16T17:00:00Z")),
  ).toBeNull();
  expect(
    dueMessage(session, { ...invited, written: { invitation: at("2026-10-15T15:00:00Z") } }, thursday),
  ).toBeNull();
});

test("nothing goes to who said no, nor to someone nobody invited", () => {
  expect(dueMessage(session, { ...invited, answer: "no" }, thursday)).toBeNull();
  expect(
    dueMessage(session, { ...booked, answer: null, place: { ...booked.place!, step: "declined" } }, thursday),
  ).toBeNull();
  expect(dueMessage(session, { ...invited, written: {} }, thursday)).toBeNull();
  expect(dueMessage(session, { ...invited, answer: "yes" }, thursday)).toBeNull();
});

test("a cancelled session is told once to who had a place or waited, and nothing else is sent about it", () => {
  const cancelled = { ...session, cancelled: "No teacher." };
  expect(dueMessage(cancelled, booked, thursday)).toBe("cancellation");
  expect(dueMessage(cancelled, { ...booked, place: { ...booked.place!, step: "waiting" } }, thursday)).toBe(
    "cancellation",
  );
  expect(dueMessage(cancelled, { ...booked, written: { cancellation: thursday.at } }, thursday)).toBeNull();
  expect(dueMessage(cancelled, invited, thursday)).toBeNull();
  expect(whyNotSent(cancelled, "reminder", booked, thursday)).toBe("the session was cancelled");
  expect(whyNotSent(cancelled, "cancellation", booked, thursday)).toBeNull();
});

test("a place from the waiting list is told each time it is given", () => {
  const given = { ...booked, place: { ...booked.place!, fromWaitingList: true } };
  const monday = on("2026-10-12T18:00:00Z");
  expect(dueMessage(session, given, monday)).toBe("place");
  expect(
    dueMessage(session, { ...given, written: { place: at("2026-10-12T17:30:00Z") } }, monday),
  ).toBeNull();
  expect(dueMessage(session, { ...given, written: { place: at("2026-10-11T17:30:00Z") } }, monday)).toBe(
    "place",
  );
});

test("nothing goes once the session has begun", () => {
  const late = on("2026-10-17T15:00:00Z");
  expect(dueMessage(session, booked, late)).toBeNull();
  expect(whyNotSent(session, "invitation", invited, late)).toBe("the session had begun");
});

test("a message on record is not sent when the family has spoken meanwhile", () => {
  expect(whyNotSent(session, "invitation", { ...invited, answer: "no" }, thursday)).toBe(
    "the family said no meanwhile",
  );
  expect(whyNotSent(session, "invitation", { ...invited, answer: "yes" }, thursday)).toBe(
    "the family answered meanwhile",
  );
  expect(
    whyNotSent(session, "place", { place: { ...booked.place!, step: "released" }, answer: "yes" }, thursday),
  ).toBe("the place was given back meanwhile");
  expect(whyNotSent(session, "invitation", invited, thursday)).toBeNull();
});
