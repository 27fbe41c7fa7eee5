import type { PostedMark } from "./register.ts";

export type PupilError = { field: "mark" | "other" | "minutes" | "note"; text: string };

/** A register form as it was filled in: for each pupil p `mark.p` ("" present, a code, or "other"), `other.p`,
 * `minutes.p`, `note.p`, after a clash `resolve.p`; and once `seen` and `submission`. `asTyped` keeps what cannot be read, so that nothing typed is lost. */
export type PostedRegister = {
  marks: Map<number, PostedMark>;
  errors: Map<number, PupilError>;
  asTyped: Map<number, { code: string; minutesLate: string; note: string }>;
  seen: number;
  submission: string | null;
};

const mostMinutes = 600;
const longestNote = 200;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads such a form. Fields it does not know are passed over. */
export function readPostedRegister(form: FormData): PostedRegister {
  // Asked by name, a form goes through all its fields each time.
  const fields = new Map(form);
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const posted: PostedRegister = {
    marks: new Map(),
    errors: new Map(),
    asTyped: new Map(),
    seen: /^\d{1,15}$/.test(text("seen")) ? Number(text("seen")) : 0,
    submission: uuid.test(text("submission")) ? text("submission") : null,
  };
  for (const name of fields.keys()) {
    const pupilId = /^mark\.(\d{1,9})$/.exec(name)?.[1];
    if (pupilId === undefined) continue;
    const id = Number(pupilId);
    const chosen = text(name);
    const code = chosen === "other" ? text(`other.${id}`) : chosen;
    const minutes = text(`minutes.${id}`);
    const note = text(`note.${id}`);
    posted.asTyped.set(id, { code, minutesLate: minutes, note });
    const asksMinutes = code !== "" && minutes !== "";
    if (chosen === "other" && code === "")
      posted.errors.set(id, { field: "other", text: "choose which mark" });
    else if (
      asksMinutes &&
      !(/^\d{1,3}$/.test(minutes) && Number(minutes) >= 1 && Number(minutes) <= mostMinutes)
    )
      posted.errors.set(id, {
        field: "minutes",
        text: "give the minutes late as a whole number, such as 12",
      });
    else if (note.length > longestNote)
      posted.errors.set(id, { field: "note", text: `shorten the note to ${longestNote} letters` });
    const resolve = text(`resolve.${id}`);
    posted.marks.set(id, {
      code: code === "" ? null : code,
      minutesLate: asksMinutes && /^\d{1,3}$/.test(minutes) ? Number(minutes) : null,
      note: note === "" ? null : note,
      resolve: resolve === "theirs" || resolve === "mine" ? resolve : null,
    });
  }
  return posted;
}
