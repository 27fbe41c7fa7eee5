import { parseDay } from "#app/calendar/day.ts";

/** What is asked of the record of changes or of views. A pupil and a person are asked for by number, never by name. */
export type Search = {
  /** Aeries' StudentID. */
  pupilId: number | null;
  /** The account of the person who acted. */
  by: number | null;
  /** The action of a change, or the page of a view. */
  what: string | null;
  /** Days of the district's calendar, both included. */
  from: Temporal.PlainDate | null;
  to: Temporal.PlainDate | null;
  /** From 1. */
  page: number;
};

export type SearchErrors = Partial<Record<"pupil" | "from" | "to", string>>;

const numberOf = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : null);
function dayOf(text: string): Temporal.PlainDate | null {
  const read = parseDay(text);
  return read.ok ? read.value : null;
}

/** What a query says instead of a student ID that was none. */
const unread = "unread";

/**
 * The query to send on to where text that is no number was sent as a student ID: it may be a name, and addresses stay
 * in histories and logs. Null where nothing has to be taken out.
 */
export function withoutName(params: URLSearchParams): string | null {
  const typed = params.get("pupil")?.trim() ?? "";
  if (typed === "" || numberOf(typed) !== null) return null;
  const kept = new URLSearchParams(params);
  kept.delete("pupil");
  kept.set(unread, "pupil");
  return `?${kept}`;
}

/** Reads the query of a search form; what cannot be read is left out of the search and told. */
export function readSearch(params: URLSearchParams): { search: Search; errors: SearchErrors } {
  const given = (name: string) => params.get(name)?.trim() ?? "";
  const errors: SearchErrors = {};
  const pupilId = numberOf(given("pupil"));
  const from = dayOf(given("from"));
  const to = dayOf(given("to"));
  if ((given("pupil") !== "" || given(unread) === "pupil") && pupilId === null)
    errors.pupil = "Enter the student ID as a number.";
  if (given("from") !== "" && from === null) errors.from = "Enter the first day as a date.";
  if (given("to") !== "" && to === null) errors.to = "Enter the last day as a date.";
  if (from && to && Temporal.PlainDate.compare(from, to) > 0)
    errors.to = "The last day is before the first. Enter a later one.";
  const page = Math.max(1, numberOf(given("page")) ?? 1);
  return {
    search: { pupilId, by: numberOf(given("by")), what: given("what") || null, from, to, page },
    errors,
  };
}

/** The query that asks for this again, on another page. */
export function searchQuery(search: Search, page = search.page): string {
  const params = new URLSearchParams();
  if (search.pupilId !== null) params.set("pupil", String(search.pupilId));
  if (search.by !== null) params.set("by", String(search.by));
  if (search.what !== null) params.set("what", search.what);
  if (search.from) params.set("from", search.from.toString());
  if (search.to) params.set("to", search.to.toString());
  if (page > 1) params.set("page", String(page));
  return params.size === 0 ? "" : `?${params}`;
}
