import type { Role } from "#app/access/permissions.ts";
import type { Places } from "./places.ts";

/** Who opens a page: a role, or someone who has not come so far. */
export type Visitor = Role | "stranger" | "between password and code" | "not enrolled";

export type ListedPage = {
  by: Visitor;
  name: string;
  at: (places: Places) => string;
  /** The page is the answer to this form. */
  post: Readonly<Record<string, string>> | null;
  status: number;
};

/** A page of the list. What is posted is refused with 400, unless `status` says otherwise. */
export const page = (
  by: Visitor,
  name: string,
  at: ListedPage["at"],
  post: ListedPage["post"] = null,
  status = post === null ? 200 : 400,
): ListedPage => ({ by, name, at, post, status });
