import { describe, expect, test } from "vitest";
import { defaultRecoverySettings } from "../settings.ts";
import { claimForm } from "./claim-form.ts";
import { claimView } from "./claim-view.ts";
import { creditForm } from "./credit-form.ts";
import { ratioForm } from "./ratio-form.ts";
import { type CaseForm, readCase } from "./read-case.ts";

/** What a form says of each field, or whether there was nothing or a case. */
const wrong = (form: CaseForm<never>, query: string) => {
  const read = readCase(new URLSearchParams(query), form);
  return read.read === "wrong" ? read.reply.errors : read.read;
};
const credit = (query: string) => wrong(creditForm as unknown as CaseForm<never>, query);
const claim = (query: string) => wrong(claimForm as unknown as CaseForm<never>, query);
const ratio = (query: string) => wrong(ratioForm as unknown as CaseForm<never>, query);

describe("a case in the address", () => {
  test("is nothing before the form was sent", () => {
    expect([credit(""), claim(""), ratio("")]).toEqual(["nothing", "nothing", "nothing"]);
  });

  test("leaves out the rows that were left empty, and keeps the order of the others", () => {
    const read = readCase(
      new URLSearchParams(
        "grade=K&program=regular&date1=&minutes1=&date3=2026-10-10&minutes3=60&dailyExcess=CARRY",
      ),
      creditForm,
    );
    expect(read).toMatchObject({
      asked: { grade: "K", settings: { dailyExcess: "CARRY" }, sessions: [{ minutes: 60 }] },
    });
  });

  test("names the field of each mistake in its own row", () => {
    expect(
      credit(
        "grade=&program=regular&minimum_day_minutes=no&date2=2026-02-30&minutes2=1441&minutes20=60&rounding=UP",
      ),
    ).toEqual({
      grade: "Choose a grade.",
      minimum_day_minutes: "Enter whole minutes from 1 to 1440, or leave this empty.",
      date2: "Session 2: enter the day of the session.",
      minutes2: "Session 2: enter whole minutes from 1 to 1440.",
      date20: "Session 20: enter the day of the session.",
      rounding: "One of HOUR_PER_SESSION, HOUR_PER_DATE, HOUR_TOTAL, MINUTES.",
    });
    expect(credit("grade=4&program=regular")).toEqual({ date1: "Enter at least one session." });
    expect(
      credit(
        "grade=4&date1=2026-10-03&minutes1=0&date2=2026-10-10&minutes2=1000&date3=2026-10-10&minutes3=441",
      ),
    ).toEqual({
      minutes1: "Session 1: enter whole minutes from 1 to 1440.",
      minutes3: "The sessions of 2026-10-10 come to 1441 minutes. A date has 1440.",
    });
    expect(
      claim(
        "through=&earned2=June&absent1=2026-09-03&category3=EXCUSED&absent4=2026-09-04&category4=SICK&agency=school",
      ),
    ).toEqual({
      through: "Enter the last day that counts.",
      earned2: "Day earned 2: enter a day that exists.",
      category1: "Absence 1: choose what kind of day it was.",
      absent3: "Absence 3: enter the day that was missed.",
      category4: "Absence 4: choose what kind of day it was.",
      agency: "One of district, county_office, classroom_charter, nonclassroom_charter, partnership_charter.",
    });
    expect(claim("through=2026-12-31")).toEqual({ earned1: "Enter a day earned or an absence." });
    const twice =
      "through=2026-12-31&absent1=2026-09-03&category1=EXCUSED&absent2=2026-09-03&category2=SUSP_OUT";
    expect(claim(twice)).toEqual({ absent2: "This day stands in another line already." });
    expect(ratio("teachers=one&grade-K=6&grade-3=1.5&mixedRatio=loose")).toEqual({
      teachers: "Enter a whole number of teachers from 0 to 100.",
      "grade-3": "Enter a whole number of pupils from 0 to 1000.",
      mixedRatio: "One of strict, weighted.",
    });
    expect(ratio("teachers=1")).toEqual({ "grade-TK": "Enter the pupils of at least one grade." });
  });
});

describe("what can be claimed, line by line", () => {
  const asked = (query: string) => {
    const read = readCase(new URLSearchParams(query), claimForm);
    if (read.read !== "case") throw new Error(JSON.stringify(read));
    return read.asked;
  };
  const today = Temporal.PlainDate.from("2026-10-14");
  const of = (query: string, settings = {}) =>
    claimView(asked(query), { ...defaultRecoverySettings, ...settings }, today);

  test("AR-20 to -23: each absence and each day earned has its own outcome and rule", () => {
    const view = of(
      [
        "through=2027-01-31&earned1=2026-07-06&earned2=2026-07-06&earned3=2026-06-25&earned4=2027-02-06",
        "absent1=2026-09-10&category1=IMMUN_EXCLUSION&absent2=2026-09-03&category2=EXCUSED",
        "absent3=2026-09-04&category3=UNEXCUSED&absent4=2026-09-08&category4=UNVERIFIED&absent5=2027-02-02&category5=EXCUSED",
      ].join("&"),
    );
    expect(view.summary).toBe("1 day made up; 0 days kept for absences to come.");
    expect(view.absences.map(({ date, outcome, rule }) => [date, outcome, rule])).toEqual([
      ["2026-09-03", "Made up by the day earned on July 6, 2026.", null],
      ["2026-09-04", "Still open: it can be made up once another day is earned.", null],
      ["2026-09-08", "September 8, 2026 waits until the reason of the absence is known.", "AR-ABS-1"],
      [
        "2026-09-10",
        "September 10, 2026 was missed for immunizations, which cannot be recovered.",
        "AR-ABS-3",
      ],
      ["2027-02-02", "Comes after the last day that counts.", null],
    ]);
    expect(view.earned.map(({ date, outcome, rule }) => [date, outcome, rule])).toEqual([
      ["2026-06-25", "June 25, 2026 was earned in 2025-26 and lapsed on June 30.", "AR-ABS-7"],
      ["2026-07-06", "Makes up for September 3, 2026.", null],
      ["2026-07-06", "July 6, 2026 has earned its one day already.", "AR-CAP-4"],
      ["2027-02-06", "Comes after the last day that counts.", null],
    ]);
    expect(view.rules.map(({ id }) => id)).toEqual([
      "AR-CAP-1",
      "AR-REP-3",
      "AR-ABS-6",
      "AR-ABS-7",
      "AR-CAP-4",
      "AR-ABS-3",
      "AR-ABS-1",
    ]);
  });

  test("AR-21: the eleventh absence comes after the ten, and earned days are kept", () => {
    const query = Array.from({ length: 12 }, (_, index) => {
      const absent = Temporal.PlainDate.from("2026-09-03").add({ weeks: index });
      return `earned${index + 1}=${absent.add({ days: 2 })}&absent${index + 1}=${absent}&category${index + 1}=EXCUSED`;
    }).join("&");
    const view = of(`through=2027-06-30&${query}`);
    expect(view.summary).toBe("10 days made up; 2 days kept for absences to come.");
    expect(view.absences.slice(10).map(({ rule }) => rule)).toEqual(["AR-CAP-1", "AR-CAP-1"]);
    expect(view.earned.at(-1)?.outcome).toBe("Kept: no absence to use it on so far.");
  });

  test("a sixth day earned in a week cannot be used, and the page says which setting that follows", () => {
    const query = [12, 13, 14, 15, 16, 17].map((day, index) => `earned${index + 1}=2026-10-${day}`).join("&");
    const view = of(`through=2026-12-31&${query}&weekCapBasis=BOTH`, { weekCapBasis: "ABSENCE_WEEK" });
    expect(view.earned.at(-1)).toMatchObject({
      rule: "AR-CAP-5",
      outcome: expect.stringContaining("October 17, 2026"),
    });
    expect(view.settings.find(({ term }) => term.startsWith("At most five days"))?.from).toBe(
      "Tried here. The district has today: Five absences of a week, however many days were earned in one.",
    );
    expect(
      of(`through=2026-12-31&${query}`, { weekCapBasis: "ABSENCE_WEEK" }).earned.at(-1)?.rule,
    ).toBeNull();
  });
});
