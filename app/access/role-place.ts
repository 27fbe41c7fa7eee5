import { type Role, roles } from "./permissions.ts";

const districtOnly: readonly Role[] = ["district administrator"];
const schoolOnly: readonly Role[] = ["school administrator", "attendance clerk", "teacher"];

/** May this role be held there? School 0 is the district. */
export const mayBeHeldAt = (role: Role, schoolId: number): boolean =>
  !(schoolId === 0 ? schoolOnly : districtOnly).includes(role);

/** The role that was chosen, if it is one. */
export const roleOf = (text: unknown): Role | null => roles.find((role) => role === text) ?? null;
