import { z } from "zod";

/** Why one field of an Aeries row cannot be used; completes a sentence that starts with the field's name. */
export class Unreadable {
  reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A zod field from a reader of the raw value. A field that Aeries leaves out reads as `undefined`. */
export function field<T>(read: (raw: unknown) => T | Unreadable): z.ZodType<T> {
  return z
    .unknown()
    .optional()
    .transform((raw, context) => {
      const value = read(raw);
      if (!(value instanceof Unreadable)) return value;
      context.addIssue({ code: "custom", message: value.reason });
      return z.NEVER;
    });
}

const longestText = 1000;

/** Trimmed text; control characters (Postgres refuses NUL) become spaces; missing and null are "". */
export function readText(raw: unknown): string | Unreadable {
  if (raw === undefined || raw === null) return "";
  if (typeof raw === "number") return String(raw);
  if (typeof raw !== "string") return new Unreadable("is not text");
  if (raw.length > longestText) return new Unreadable("is longer than any real value");
  return raw.replace(/\p{Cc}/gu, " ").trim();
}

export const text = field(readText);

export const textOrNull = field((raw) => {
  const value = readText(raw);
  return value === "" ? null : value;
});

export const requiredText = field((raw) => {
  const value = readText(raw);
  return value === "" ? new Unreadable("is blank") : value;
});

/** A whole number from a JSON number or from digits in text (Aeries has both), within bounds. */
export function readWhole(raw: unknown, least: number, most: number): number | Unreadable {
  const value =
    typeof raw === "string" && /^\s*-?\d{1,10}(\.0+)?\s*$/.test(raw)
      ? Number(raw)
      : typeof raw === "number"
        ? raw
        : null;
  if (raw === undefined || raw === null || raw === "") return new Unreadable("is missing");
  if (value === null || !Number.isInteger(value)) return new Unreadable("is not a whole number");
  if (value < least || value > most) return new Unreadable(`is not between ${least} and ${most}`);
  return value;
}

/** Postgres `integer` ends here. */
export const greatestId = 2_147_483_647;

export const whole = (least: number, most: number) => field((raw) => readWhole(raw, least, most));

/** District-wide ids of pupils, staff and sections. */
export const id = whole(1, greatestId);

/** Aeries writes 0 (or nothing) where it means "none". */
export const idOrNull = field((raw) => {
  if (raw === undefined || raw === null || raw === "") return null;
  const value = readWhole(raw, -greatestId, greatestId);
  return value instanceof Unreadable || value > 0 ? value : null;
});

/** 0 is the district itself. */
export const schoolCode = whole(0, 9999);

/** −2 preschool, −1 transitional kindergarten, 0 kindergarten, 1–12, 13–18 special. */
export const grade = whole(-2, 18);

export const flag = field((raw) => {
  if (raw === undefined || raw === null || raw === "") return false;
  if (typeof raw === "boolean") return raw;
  return new Unreadable("is neither true nor false");
});

/** "Y" or blank. */
export const yes = field((raw) => {
  const value = readText(raw);
  return value instanceof Unreadable ? value : value.toUpperCase() === "Y";
});

const clock = /^\d{4}-\d{2}-\d{2}T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/;

/** Time of day in minutes since midnight; Aeries writes it with a date that means nothing. */
export const minuteOfDay = field((raw) => {
  const parts = typeof raw === "string" ? clock.exec(raw.trim()) : null;
  const hour = Number(parts?.[1]);
  const minute = Number(parts?.[2]);
  if (parts === null || hour > 23 || minute > 59) return new Unreadable("is not a time of day");
  return hour * 60 + minute;
});
