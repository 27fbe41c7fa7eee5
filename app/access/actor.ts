import { type Role, reachOf } from "./permissions.ts";

/** Someone signed in, at the school at hand. Made by `requireActor`; the door turns it into a scope of rows. */
export type Actor = {
  userId: number;
  name: string;
  email: string;
  /** Not the cookie: the handle that lists show. */
  sessionHandle: string;
  /** Aeries' StaffID, where the person has one. */
  staffId: number | null;
  /** The school of the page; 0 for pages of the district. */
  schoolId: number;
  /** Roles that hold at that school (district roles included), first those that allow what is being done. */
  roles: readonly Role[];
  /** Schools whose rows this request may reach: the one at hand, or for district pages all of the person's. */
  schools: readonly number[];
  /** Holds a role at the district, and so at every school. */
  isDistrict: boolean;
  /** Schools that the person can go to, by name. */
  places: readonly { id: number; name: string }[];
  /** Only rows of the person's own sections: for what is being done they are a teacher and nothing more. */
  ownSectionsOnly: boolean;
  /** What every page must say just now: the session is about to end, or the district's notice. */
  banner: string | null;
};

/** Which voice a mark by this person is, also on a page that their other roles let them only look at. */
export const voiceOf = ({ roles }: Pick<Actor, "roles">): "teacher" | "office" =>
  reachOf(roles, "attendance:record") === "own sections" ? "teacher" : "office";

/** The name of the school at hand. */
export const schoolName = (actor: Pick<Actor, "schoolId" | "places">): string =>
  actor.places.find((place) => place.id === actor.schoolId)?.name ?? "District";
