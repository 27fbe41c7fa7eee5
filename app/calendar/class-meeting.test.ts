import { describe, expect, it, test } from "vitest";
import { type ClassSchedule, classMeets, type DayPattern, whyNotMeeting } from "./class-meeting.ts";

const plain: DayPattern = { weekday: 3, periods: "", abDay: "", offTracks: "" };
const daily: ClassSchedule = { period: "3", classCalendar: "", track: "" };
const why = (schedule: Partial<ClassSchedule>, day: Partial<DayPattern>) =>
  whyNotMeeting({ ...daily, ...schedule }, { ...plain, ...day });

describe("a class meets", () => {
  it.each<[string | null, Partial<ClassSchedule>, Partial<DayPattern>]>([
    [null, {}, {}],
    [null, {}, { periods: "135" }],
    ["Period 3 does not meet on this day.", {}, { periods: "024" }],
    [null, { period: "Flex 1" }, { periods: "024" }],
    [null, { period: "" }, { periods: "024" }],
    [null, { classCalendar: "A-DAYS" }, { abDay: "A" }],
    ["This class meets on A days. This is a B day.", { classCalendar: "A-DAYS" }, { abDay: "B" }],
    ["This class meets on B days. This is an A day.", { classCalendar: "b days" }, { abDay: "A" }],
    [null, { classCalendar: "A-DAYS" }, { abDay: "" }],
    [null, { classCalendar: "DAILY" }, { abDay: "B" }],
    [null, { track: "B" }, { offTracks: "AC" }],
    ["Track C, which this class is on, has no school on this day.", { track: "C" }, { offTracks: "AC" }],
    ["This class does not meet on this day of the week.", { classCalendar: "M--T-" }, { weekday: 3 }],
  ])("%s %j %j", (sentence, schedule, day) => {
    expect(why(schedule, day)).toBe(sentence);
  });

  it.each([
    ["MTWTF", "123456"],
    ["MTWRF", "12345"],
    ["M-W-F", "135"],
    ["M W F", "135"],
    [".T.T.", "24"],
    ["M  T", "14"],
    ["MWF", "135"],
    ["mwf", "135"],
    ["TTh", "24"],
    ["TT", "24"],
    ["TR", "24"],
    ["WR", "34"],
    ["TW", "23"],
    ["T", "24"],
    ["W", "3"],
    ["MTWTFS", "123456"],
  ])("on the weekdays of %j", (classCalendar, days) => {
    const meets = [1, 2, 3, 4, 5, 6].filter((weekday) =>
      classMeets({ ...daily, classCalendar }, { ...plain, weekday }),
    );
    expect(meets.join("")).toBe(days);
  });
});

test.each([
  "FIRST",
  "SECOND",
  "-----",
  "Block 3",
  "W F T",
])("a class calendar that is not understood (%j) hides no class", (classCalendar) => {
  for (const weekday of [1, 2, 3, 4, 5])
    expect(classMeets({ ...daily, classCalendar }, { ...plain, weekday })).toBe(true);
});
