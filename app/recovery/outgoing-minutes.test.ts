import { expect, test } from "vitest";
import { slotKey } from "./export-item.ts";
import { type AttestedMinutes, outgoingMinutes } from "./outgoing-minutes.ts";
import { recoveryImportFile } from "./recovery-import-file.ts";

const numbers = new Map([
  [1001, 1],
  [1002, 2],
]);
const time = (pupilId: number, sessionId: number, minutes: number): AttestedMinutes => ({
  pupilId,
  date: Temporal.PlainDate.from("2026-10-17"),
  sessionId,
  minutes,
});
const done = (items: ReturnType<typeof outgoingMinutes>["ready"]) =>
  new Map(
    items.map((item) => [
      slotKey(item),
      { ...item, exportId: 1, doneAt: Temporal.Instant.from("2026-10-19T17:00:00Z") },
    ]),
  );

test("a row a pupil and session: new, corrected and taken back, with whole hours", () => {
  const first = outgoingMinutes(
    [time(1002, 8, 175), time(1001, 8, 270), time(1001, 9, 0)],
    new Map(),
    numbers,
  );
  expect(recoveryImportFile("ATD", 10, first.ready)).toBe(
    "ID,SCL,SE,DT,TM,ARH\r\n1001,10,8,2026-10-17,270,4\r\n1002,10,8,2026-10-17,175,2\r\n",
  );
  const sent = done(first.ready);
  expect(outgoingMinutes([time(1001, 8, 270), time(1002, 8, 175)], sent, numbers).ready).toEqual([]);
  const second = outgoingMinutes([time(1001, 8, 240)], sent, numbers);
  expect(recoveryImportFile("ATD", 10, second.ready)).toBe(
    "ID,SCL,SE,DT,TM,ARH\r\n1001,10,8,2026-10-17,240,4\r\n1002,10,8,2026-10-17,0,0\r\n",
  );
});

test("a pupil whom Aeries no longer lists is held", () => {
  expect(outgoingMinutes([time(1009, 8, 60)], new Map(), numbers)).toMatchObject({
    ready: [],
    held: [{ pupilId: 1009, reason: expect.stringContaining("no student number") }],
  });
});
