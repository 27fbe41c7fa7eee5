import { describe, expect, it } from "vitest";
import type { HolidayCode } from "#app/calendar/school-day.ts";
import { type LockFacts, registerLock, unlockRefusal } from "./lock.ts";

const today = Temporal.PlainDate.from("2026-09-10");
const now = Temporal.Instant.from("2026-09-10T17:00:00Z");

function lock(
  role: LockFacts["role"],
  daysAgo: number,
  change: { locked?: boolean; code?: HolidayCode; until?: string; noRegister?: string } = {},
) {
  const date = today.subtract({ days: daysAgo });
  const day = {
    date,
    dayNumber: 1,
    holidayCode: change.code ?? "",
    attendanceMonth: 2,
    monthLocked: change.locked ?? false,
  };
  const unlocks = change.until
    ? [{ until: Temporal.Instant.from(change.until), reason: "Sheet found", by: "9" }]
    : [];
  return registerLock({ role, date, day, noRegister: change.noRegister ?? null, unlocks, today, now });
}

const open = { open: true };
const closed = (words: string) => ({
  open: false,
  none: expect.any(Boolean),
  reason: expect.stringContaining(words),
});

describe("a register", () => {
  it("is the teacher's on its own day only", () => {
    expect(lock("teacher", 0)).toEqual(open);
    expect(lock("teacher", 1)).toEqual(closed("Ask the office"));
    expect(lock("teacher", -1)).toEqual(closed("opens on September 11, 2026"));
  });

  it("is the office's, before and after, until its month is locked", () => {
    expect(lock("office", 8)).toEqual(open);
    expect(lock("office", -1)).toEqual(open);
    expect(lock("office", 8, { locked: true })).toEqual(
      closed("Attendance month 2 is locked. Ask an administrator"),
    );
    expect(lock("teacher", 0, { locked: true })).toEqual(closed("month 2 is locked"));
  });

  it("of a locked month is closed even to an administrator, until unlocked", () => {
    expect(lock("administrator", 8, { locked: true })).toEqual(closed("Unlock this register with a reason"));
    expect(lock("administrator", 8, { locked: true, until: "2026-09-10T17:00:01Z" })).toEqual(open);
  });

  it("unlocked is open to office and teacher until the unlock runs out", () => {
    expect(lock("office", 8, { locked: true, until: "2026-09-10T18:00:00Z" })).toEqual(open);
    expect(lock("teacher", 1, { until: "2026-09-10T18:00:00Z" })).toEqual(open);
    expect(lock("office", 8, { locked: true, until: "2026-09-10T17:00:00Z" })).toEqual(closed("locked"));
    expect(lock("teacher", -1, { until: "2026-09-10T18:00:00Z" })).toEqual(closed("opens on"));
  });

  it("does not exist on a day without school", () => {
    expect(lock("office", 0, { code: "#" })).toEqual(closed("September 10, 2026 is a school holiday"));
    const facts = {
      role: "office",
      date: today,
      day: null,
      noRegister: null,
      unlocks: [],
      today,
      now,
    } as const;
    expect(registerLock(facts)).toEqual({ ...closed("not a school day"), none: true });
  });

  it("does not exist for anyone where the class does not meet, and no unlock opens it", () => {
    const noRegister = "Period 3 does not meet on this day.";
    for (const role of ["teacher", "office", "administrator"] as const)
      expect(lock(role, 0, { noRegister, until: "2026-09-10T18:00:00Z" })).toEqual({
        open: false,
        none: true,
        reason: "Period 3 does not meet on this day.",
      });
  });
});

describe("an unlock", () => {
  const wanted = { role: "administrator", reason: "Sheet found", until: now.add({ hours: 1 }), now } as const;

  it("is given by an administrator, with a reason and an end", () => {
    expect(unlockRefusal(wanted)).toBeNull();
    expect(unlockRefusal({ ...wanted, role: "office" })).toContain("Only an administrator");
    expect(unlockRefusal({ ...wanted, reason: "  " })).toContain("Say why");
    expect(unlockRefusal({ ...wanted, until: now })).toContain("still to come");
  });
});
