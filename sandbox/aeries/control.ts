import { z } from "zod";
import { chance } from "#sandbox/district/chance.ts";
import { type Edit, recordOf } from "./edits.ts";
import type { State } from "./state.ts";

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));

const switchesBody = z
  .object({
    noDataAs: z.enum(["[]", "404"]),
    singleAttendanceAs: z.enum(["object", "array"]),
    schoolAs: z.enum(["array", "object"]),
    studentLookup: z.enum(["honour", "ignore"]),
    legacyNames: z.boolean(),
    mostPerPage: z.int().min(0),
    outOfOrder: z.boolean(),
    redirectTo: z.string(),
    errorBody: z.enum(["json", "html"]),
    permissions: z.record(z.string(), z.int()),
    latencyMs: z.int().min(0),
    emptyAt: z.array(z.string()),
    failNext: z.object({ count: z.int().min(0), status: z.int() }),
    truncateBody: z.boolean(),
    wrongTypes: z.boolean(),
    oldDate: z.boolean(),
    dropConnections: z.boolean(),
  })
  .partial()
  .strict();

const markBody = z.object({
  schoolCode: z.int(),
  studentId: z.int(),
  date: day,
  period: z.string().nullable().default(null),
  code: z.string().min(1).nullable(),
});

const studentBody = z.object({
  schoolCode: z.int(),
  studentId: z.int(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  inactiveStatusCode: z.string().optional(),
  moveTo: z.int().optional(),
  cellPhone: z.string().optional(),
});

const dayBody = z.object({
  schoolCode: z.int(),
  date: day,
  periodBlockPattern: z.string().optional(),
  abDay: z.enum(["", "A", "B"]).optional(),
  trackHolidays: z
    .array(z.object({ track: z.string().length(1), holidayCode: z.enum(["", "@", "#", "$", "%", "+"]) }))
    .optional(),
});

const sectionBody = z.object({
  schoolCode: z.int(),
  section: z.int(),
  classCalendar: z.string().optional(),
  track: z.string().optional(),
});

const schoolBody = z.object({
  schoolCode: z.int(),
  attendanceReporting: z.enum(["Negative", "Positive"]).optional(),
  scheduleType: z.enum(["Elementary", "ElementaryAndMasterSchedule", "MasterSchedule", "Flex"]).optional(),
});

/** The levers outside the API, by path; each takes a JSON body and says what was done. Throws ZodError on a bad body. */
export const controls: Record<string, (state: State, body: unknown) => unknown> = {
  switches: (state, body) => Object.assign(state.switches, switchesBody.parse(body)),
  advance: (state, body) => {
    const before = state.feed.noted();
    state.advance(z.object({ days: z.int().min(1).max(400) }).parse(body).days);
    return { today: state.district().today.toString(), changes: state.feed.noted() - before };
  },
  marks: (state, body) => {
    const { schoolCode, ...mark } = markBody.parse(body);
    const { schoolYear } = state.district();
    if (!recordOf(state.district(), schoolCode, mark.studentId)) throw new UnknownPupil();
    state.edit({ kind: "mark", schoolYear, school: schoolCode, ...mark });
    return { set: mark.code };
  },
  students: (state, body) => {
    const { schoolCode, studentId, moveTo, cellPhone, ...names } = studentBody.parse(body);
    const { schoolYear, today } = state.district();
    if (!recordOf(state.district(), schoolCode, studentId)) throw new UnknownPupil();
    const edit = { schoolYear, studentId };
    if (Object.keys(names).length > 0) {
      state.edit({ ...edit, kind: "student", school: schoolCode, ...names });
    }
    if (cellPhone !== undefined) state.edit({ ...edit, kind: "contact", sequence: 1, cellPhone });
    if (moveTo !== undefined)
      state.edit({ ...edit, kind: "move", from: schoolCode, to: moveTo, date: today });
    return { changed: studentId };
  },
  days: (state, body) => {
    const { schoolCode, ...change } = dayBody.parse(body);
    state.edit({ kind: "day", schoolYear: state.district().schoolYear, school: schoolCode, ...change });
    return { changed: change.date.toString() };
  },
  sections: (state, body) => {
    const { schoolCode, ...change } = sectionBody.parse(body);
    state.edit({ kind: "section", schoolYear: state.district().schoolYear, school: schoolCode, ...change });
    return { changed: change.section };
  },
  schools: (state, body) => {
    const { schoolCode, ...change } = schoolBody.parse(body);
    state.edit({ kind: "school", schoolYear: state.district().schoolYear, school: schoolCode, ...change });
    return { changed: schoolCode };
  },
  changes: (state, body) => {
    const { count, seed } = z.object({ count: z.int().min(1).max(5000), seed: z.int() }).parse(body);
    const made = randomEdits(state, count, seed);
    state.edit(...made);
    return { edits: made.map((edit) => ("date" in edit ? { ...edit, date: edit.date.toString() } : edit)) };
  },
  reset: (state) => {
    state.reset();
    return { today: state.district().today.toString() };
  },
};

export class UnknownPupil extends Error {
  override name = "UnknownPupil";
}

/** Edits that an office might make in a day: most correct a mark, some clear one, some touch a pupil's record. */
function randomEdits(state: State, count: number, seed: number): Edit[] {
  const district = state.district();
  const { schoolYear } = district;
  const draw = chance(seed, 1111);
  const active = district.students.filter((one) => one.inactiveStatusCode === "");
  const marked = [...district.marks].flatMap(([school, own]) =>
    [...own].flatMap(([studentId, days]) =>
      days.slice(-3).map((mark) => ({ school, studentId, date: mark.day.date })),
    ),
  );
  return Array.from({ length: count }, (): Edit => {
    const kind = draw.weighted([
      ["correct", 55],
      ["clear", 20],
      ["rename", 10],
      ["phone", 12],
      ["leave", 3],
    ]);
    if ((kind === "correct" || kind === "clear") && marked.length > 0) {
      const mark = draw.pick(marked);
      const codes = district.absenceCodes.get(mark.school)!.filter((one) => one.type <= 3);
      const code = kind === "clear" ? null : draw.pick(codes).code;
      return { kind: "mark", schoolYear, ...mark, period: null, code };
    }
    const { school, child } = draw.pick(active);
    const pupil = { schoolYear, studentId: child.studentId };
    if (kind === "leave") return { ...pupil, kind: "student", school, inactiveStatusCode: "I" };
    if (kind === "phone") {
      const cellPhone = `559555${String(draw.between(0, 9999)).padStart(4, "0")}`;
      return { ...pupil, kind: "contact", sequence: 1, cellPhone };
    }
    return { ...pupil, kind: "student", school, lastName: `${child.last}-${draw.pick(active).child.last}` };
  });
}

/** What a test wants to know about the running stand-in. */
export function stateReport(state: State) {
  const { today, schoolYear, seed, students } = state.district();
  const count = students.length;
  return {
    today: today.toString(),
    now: state.now().toString(),
    schoolYear,
    seed,
    students: count,
    edits: state.edits(),
    changes: state.feed.noted(),
    switches: state.switches,
  };
}
