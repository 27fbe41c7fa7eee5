import type { PupilError } from "#app/attendance/posted-register.ts";

/**
 * What the register page draws, and the form it sends back. Pure types: the loader makes a `RegisterView`, the
 * page draws it, the action reads the form.
 *
 * One mark at a time goes to `saveHref` with the same field names, one pupil, `Accept: application/json`. Answers:
 * 200 `MarkSaved`, 409 `MarkConflict`, 400 or 422 `MarkRefused`, 401 when signed out, 403 `MarkRefused`.
 */

export type RegisterCode = {
  /** The code as Aeries knows it, for example "A". */
  code: string;
  /** The school's own word for it, for example "Absent". */
  title: string;
  category: "absent" | "tardy" | "other";
  /** Quick codes have a button in each row; the rest are in the list under Other. */
  quick: boolean;
  /** A tardy asks for minutes late. */
  tardy: boolean;
};

export type RegisterMark = {
  code: string;
  /** Whole minutes; as typed when the form comes back with an error. */
  minutesLate: number | string | null;
};

export type RegisterPupil = {
  pupilId: number | string;
  lastName: string;
  firstName: string;
  grade: string;
  href: string;
  /** The page that explains how the mark in force came about; null while there is nothing to explain. */
  whyHref: string | null;
  /** null: present. */
  mark: RegisterMark | null;
  /** Also of a pupil who is present. */
  note: string;
  /** The office's correction stands over what the teacher said. `at` is a time of day as written: "9:12 am". */
  office: { title: string; at: string; by: string; teacherSaid: string } | null;
  /** What Aeries holds when it differs. */
  aeries: { title: string } | null;
  /** Two people marked this pupil. `code` is "" for present, `said` the whole mark in words. */
  conflict: {
    theirs: { code: string; said: string; by: string; at: string };
    yours: { said: string };
  } | null;
  error: PupilError | null;
};

export type RegisterView = {
  school: { name: string };
  section: { title: string };
  teachers: readonly string[];
  /** YYYY-MM-DD. */
  date: string;
  /** "Period 2"; null where attendance is taken once a day. */
  period: string | null;
  codes: readonly RegisterCode[];
  pupils: readonly RegisterPupil[];
  /** Who saved it last, the time of day as written, and how many times it has been saved; null: not taken yet. */
  taken: { by: string; at: string; times: number } | null;
  /** Why it cannot be changed, and where an administrator can open it again. */
  lock: { reason: string; unlockHref: string | null } | null;
  /** One sentence about the whole form, where something kept it from being saved. */
  problem: string | null;
  /** The same register yesterday, the class of the next period: where a teacher goes from here. */
  around: readonly { label: string; href: string }[];
  /** Why a pupil may be missing from this list. */
  missingHref: string | null;
  /** Where one mark is saved at once; the form itself posts to the page's own address. */
  saveHref: string;
  signInHref: string;
  seen: string;
  submission: string;
};

/** `seen` advances over the sender's own change only, so that a later save still notices what others changed. */
export type MarkSaved = { seen: string; savedAt: string };
/** `title` and `yours` are whole marks in words: code, minutes late and note. */
export type MarkConflict = { by: string; at: string; title: string; yours: string };
export type MarkRefused = { error: string };
