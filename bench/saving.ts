import type { Request } from "autocannon";
import { type Class, days, pupilIds } from "./district.ts";
import { cookieOf, registerPath } from "./register-page.ts";

/** Codes that the history does not hold, so that a saving changes all marks of its class. */
const codes = ["T", "U"] as const;

/** The form as a browser sends it, every pupil with the same code. "T" has a button in each row, "U" is under Other. */
export function registerForm(each: Class, code: (typeof codes)[number]): string {
  const form = new URLSearchParams({ seen: "999999999999", submission: crypto.randomUUID() });
  for (const pupilId of pupilIds(each)) {
    form.set(`mark.${pupilId}`, code === "U" ? "other" : code);
    form.set(`other.${pupilId}`, code === "U" ? code : "");
    form.set(`minutes.${pupilId}`, "");
    form.set(`note.${pupilId}`, "");
  }
  return form.toString();
}

/**
 * One teacher's savings without end: every school day's register in turn, then all again with the other code.
 * Each changes every mark, and no register holds more savings than a real one.
 */
export function savingsOf(each: Class): () => Request {
  let turn = 0;
  return () => {
    const code = codes[Math.floor(turn / days.length) % 2]!;
    const day = days[turn++ % days.length]!;
    return {
      method: "POST",
      path: registerPath(each, day),
      headers: { cookie: cookieOf(each), "content-type": "application/x-www-form-urlencoded" },
      body: registerForm(each, code),
    };
  };
}
