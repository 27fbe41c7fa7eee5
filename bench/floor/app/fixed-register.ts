import type { Actor } from "#app/access/actor.ts";
import type { Register } from "#app/attendance/register.ts";
import { quickCodes } from "#app/attendance/register.ts";
import { frameOf } from "#app/frame.ts";
import { viewOf } from "#app/routes/schools.$schoolId.registers.$date.section.$section.($period)/view-of.ts";
import {
  classes,
  codes,
  days,
  marksOn,
  pupilIds,
  pupilName,
  schoolId,
  schoolName,
  teacherName,
  today,
} from "../../district.ts";

/** The register that the product draws for the first class today, made once from the same invented school. */
const first = classes[0]!;
const { firstName, lastName } = teacherName(first);
const name = `${firstName} ${lastName}`;
const at = Temporal.Instant.from(`${today}T16:10:00Z`);
const marks = new Map(marksOn(first, days.length - 1).map((mark) => [mark.place, mark.code]));
const quick = quickCodes(codes);

const actor: Actor = {
  userId: first.userId,
  name,
  email: `t${first.staffId}@example.org`,
  sessionHandle: "",
  staffId: first.staffId,
  schoolId,
  roles: ["teacher"],
  schools: [schoolId],
  isDistrict: false,
  places: [{ id: schoolId, name: schoolName }],
  ownSectionsOnly: true,
  banner: null,
};

const register: Register = {
  key: { schoolId, date: Temporal.PlainDate.from(today), sectionNumber: first.section, period: "" },
  home: "here",
  section: { title: `Room ${first.section}`, room: String(first.section), period: "1" },
  teachers: [{ id: first.staffId, name }],
  day: null,
  noRegister: null,
  codes: codes.map(({ code, title, category }) => ({ code, title, category, quick: quick.has(code) })),
  pupils: pupilIds(first).map((pupilId, place) => {
    const code = marks.get(place);
    const by = { at, by: name, byUser: first.userId, reason: null };
    const mark = { ...by, id: 1, source: "teacher" as const, minutesLate: null, note: null };
    return {
      pupilId,
      ...pupilName(place),
      grade: first.section % 7,
      marks: code === undefined ? [] : [{ ...mark, code }],
    };
  }),
  taken: { by: name, at, times: 1 },
  savedBefore: null,
  unlocks: [],
  seen: 0,
};

export const fixedFrame = frameOf(actor, "registers");
export const fixedView = viewOf(register, {
  schoolName,
  timeZone: "America/Los_Angeles",
  lock: null,
  submission: "",
});
