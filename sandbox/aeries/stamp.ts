const known = new WeakMap<Temporal.PlainDate, string>();

/** A day as Aeries writes it: local midnight without an offset. */
export function stamp(day: Temporal.PlainDate): string {
  let text = known.get(day);
  if (!text) {
    text = `${day.toString()}T00:00:00`;
    known.set(day, text);
  }
  return text;
}

/** An empty date is null. */
export const stampOrNull = (day: Temporal.PlainDate | null) => (day ? stamp(day) : null);

/** The time of a bell, `HH:MM`, on the meaningless day that Aeries gives it. */
export const bellStamp = (time: string) => `1905-12-30T${time}:00`;

/** Fields that exist on every row and are blank in this district. */
export function blanks(names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, ""]));
}

/** Names with a number at the end: numbered("UserCode", 8) is UserCode1 to UserCode8. */
export function numbered(name: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${name}${index + 1}`).join(" ");
}
