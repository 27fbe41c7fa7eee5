import type { SchoolDay } from "#app/calendar/school-day.ts";
import type { Category } from "./category.ts";
import type { RegisterUnlock } from "./lock.ts";
import { type MarkInForce, type MarkRow, markInForce, type RegisterHome } from "./mark.ts";

/** Which register: of a class on a day; `period` is empty where attendance is taken once a day. */
export type RegisterKey = {
  schoolId: number;
  date: Temporal.PlainDate;
  sectionNumber: number;
  period: string;
};

/** A code that a register offers. `quick` ones have a button in each row. */
export type OfferedCode = { code: string; title: string; category: Category | null; quick: boolean };

/** A mark as stored, with its running number and its author's account. */
export type StoredMark = MarkRow & { id: number; byUser: number | null };

export type PupilOnRegister = {
  pupilId: number;
  lastName: string;
  firstName: string;
  /** −1 TK, 0 K, 1 to 12. */
  grade: number;
  marks: StoredMark[];
};

export type Register = {
  key: RegisterKey;
  home: RegisterHome;
  section: { title: string; room: string | null; period: string };
  /** Who teaches the class on that day, the primary teacher first; `id` is the StaffID. */
  teachers: { id: number; name: string }[];
  day: SchoolDay | null;
  /** Why the class has no register on a school day, as a sentence, or null when it has one. */
  noRegister: string | null;
  codes: OfferedCode[];
  pupils: PupilOnRegister[];
  taken: { by: string; at: Temporal.Instant; times: number } | null;
  /** When the form at hand had been saved before; null where it had not. */
  savedBefore: Temporal.Instant | null;
  unlocks: RegisterUnlock[];
  /** The newest mark on it: what a page drawn now has seen. */
  seen: number;
};

/** What a form says about one pupil. A null code is present, which may have a note too. `resolve` answers an earlier conflict. */
export type PostedMark = {
  code: string | null;
  minutesLate: number | null;
  note: string | null;
  resolve: "theirs" | "mine" | null;
};

/** `before` is the mark in force until then. */
export type MarkChange = { pupilId: number; before: MarkRow | null; mark: PostedMark };
export type MarkClash = { pupilId: number; theirs: StoredMark; yours: PostedMark; mayOverrule: boolean };
export type Weighed = { changes: MarkChange[]; clashes: MarkClash[]; strangers: number[] };

/** The mark in force of a pupil on a register. */
export const inForceOf = (pupil: PupilOnRegister, home: RegisterHome): MarkInForce =>
  markInForce(pupil.marks, home);

/**
 * What a posted register changes. A pupil whose mark someone else changed after the page was drawn (`seen`), to another
 * code, other minutes or another note than posted, is a clash, and so is a code that came from Aeries meanwhile: both
 * versions are shown and nothing of the form is saved until it is settled, for what the page has shown. A teacher cannot
 * overrule the office. `strangers` are posted pupils who are not on the register.
 */
export function weighRegister(
  register: Pick<Register, "pupils" | "home" | "savedBefore">,
  posted: ReadonlyMap<number, PostedMark>,
  seen: number,
  me: { userId: number; voice: "teacher" | "office" },
): Weighed {
  const weighed: Weighed = { changes: [], clashes: [], strangers: [] };
  const known = new Set(register.pupils.map((pupil) => pupil.pupilId));
  for (const pupilId of posted.keys()) if (!known.has(pupilId)) weighed.strangers.push(pupilId);
  for (const pupil of register.pupils) {
    const mark = posted.get(pupil.pupilId);
    if (mark === undefined) continue;
    const { inForce, said } = inForceOf(pupil, register.home);
    if (same(mark, inForce)) continue;
    // A form sent again, by the browser or from an old page, does not take back what its author has said since.
    if (register.savedBefore && saidSince(register.savedBefore, inForce, pupil, me.userId)) continue;
    const office = pupil.marks.findLast((row) => row.source === "office");
    if (me.voice === "teacher" && said.office !== null && office) {
      weighed.clashes.push({ pupilId: pupil.pupilId, theirs: office, yours: mark, mayOverrule: false });
      continue;
    }
    const isTheirs = (row: StoredMark) => row.byUser !== me.userId;
    const newer = pupil.marks.findLast(
      (row) => row.id > seen && isTheirs(row) && isNews(row, pupil, register.home, seen, me.userId),
    );
    if (newer !== undefined && !agrees(mark, newer)) {
      weighed.clashes.push({ pupilId: pupil.pupilId, theirs: newer, yours: mark, mayOverrule: true });
      continue;
    }
    const kept = mark.resolve === "theirs" ? pupil.marks.findLast(isTheirs) : undefined;
    // What someone else said may be in force already, and not be the newest that others said.
    if (kept && !pupil.marks.some((row) => row === inForce && !isTheirs(row))) continue;
    const wanted = kept ? { ...kept, resolve: mark.resolve } : mark;
    if (!same(wanted, inForce))
      weighed.changes.push({ pupilId: pupil.pupilId, before: inForce, mark: wanted });
  }
  return weighed;
}

const saidSince = (
  saved: Temporal.Instant,
  inForce: MarkRow | null,
  { marks }: PupilOnRegister,
  me: number,
) =>
  inForce !== null &&
  Temporal.Instant.compare(inForce.at, saved) > 0 &&
  marks.some((row) => row === inForce && row.byUser === me);

/** Aeries repeating what stood when the page was drawn, or what the author has said since, tells them nothing. */
function isNews(
  row: StoredMark,
  pupil: PupilOnRegister,
  home: RegisterHome,
  seen: number,
  me: number,
): boolean {
  if (row.source !== "aeries") return true;
  const known = pupil.marks.filter(({ id, byUser }) => id <= seen || byUser === me);
  return row.code !== (markInForce(known, home).inForce?.code ?? null);
}

/** Of Aeries' marks the code is all that we are told. */
const agrees = (posted: PostedMark, theirs: MarkRow): boolean =>
  theirs.source === "aeries" ? theirs.code === posted.code : same(posted, theirs);

/** Nothing said means present without a note. Who is present is not late. */
function same(posted: PostedMark, said: MarkRow | null): boolean {
  if ((said?.code ?? null) !== posted.code || (said?.note ?? "") !== (posted.note ?? "")) return false;
  return posted.code === null || (said?.minutesLate ?? null) === posted.minutesLate;
}

/**
 * The marks with minutes late only where the code asks for them: the form sends the field of a tardy that was then
 * called something else too. Errors of minutes nobody sees are left out with them. What stands already keeps its minutes,
 * whatever its code asks for by now.
 */
export function withoutHiddenMinutes<E extends { field: string }>(
  { pupils, home, codes }: Pick<Register, "pupils" | "home" | "codes">,
  marks: ReadonlyMap<number, PostedMark>,
  errors: ReadonlyMap<number, E>,
): { marks: Map<number, PostedMark>; errors: Map<number, E> } {
  const tardy = new Set(codes.filter(({ category }) => isTardy(category)).map(({ code }) => code));
  const asks = (mark: PostedMark | undefined) => tardy.has(mark?.code ?? "");
  const stands = (pupilId: number, mark: PostedMark) => {
    const pupil = pupils.find((each) => each.pupilId === pupilId);
    const inForce = pupil ? inForceOf(pupil, home).inForce : null;
    return inForce?.code === mark.code && inForce.minutesLate === mark.minutesLate;
  };
  const read = new Map(marks);
  for (const [id, mark] of marks)
    if (mark.minutesLate !== null && !asks(mark) && !stands(id, mark))
      read.set(id, { ...mark, minutesLate: null });
  return {
    marks: read,
    errors: new Map([...errors].filter(([id, { field }]) => field !== "minutes" || asks(marks.get(id)))),
  };
}

const tardies = new Set<Category>(["TARDY_EXCUSED", "TARDY_UNEXCUSED", "TARDY_TRUANT"]);

/** Does this code ask for minutes late? */
export const isTardy = (category: Category | null): boolean => category !== null && tardies.has(category);

/**
 * The two codes a teacher needs most get a button: the school's first unverified absence and its first tardy
 * (by category, since letters differ from school to school).
 */
export function quickCodes(codes: readonly { code: string; category: Category | null }[]): Set<string> {
  const first = (wanted: Category) => codes.find((code) => code.category === wanted)?.code;
  const absent = first("UNVERIFIED") ?? first("UNEXCUSED");
  const tardy = first("TARDY_UNEXCUSED") ?? first("TARDY_EXCUSED");
  return new Set([absent, tardy].filter((code) => code !== undefined));
}
