import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Permission, permissions, type Role, roles } from "#app/access/permissions.ts";
import { recoveryGroups } from "./recovery-groups.ts";

/** What the page at an address of school 10 asks for. */
function askedAt(href: string): Permission {
  const name = href
    .replace("/schools/10/settings/", "schools.$schoolId.settings_.")
    .replace("/schools/10/", "schools.$schoolId.")
    .replaceAll("/", ".");
  const folder = readdirSync("app/routes").find((each) => each === name || each === `${name}._index`);
  const file = `app/routes/${folder}/route.tsx`;
  if (!existsSync(file)) throw new Error(`No page at ${href}`);
  const source = readFileSync(file, "utf8");
  // The questions to the rules ask where they load their case.
  const asks = /requireActor\(context, request, "([a-z:]+)"/.exec(source)?.[1];
  return (asks ?? "recovery:read") as Permission;
}

describe("the pages of recovery by what people come to do", () => {
  test.each(roles)("%s is led to the pages that open, and to no other", (role: Role) => {
    const may = permissions[role];
    const shown = recoveryGroups([role], 10).flatMap(({ links }) => links);
    for (const { href } of shown) expect(may, href).toContain(askedAt(href));
    const all = recoveryGroups([...roles], 10).flatMap(({ links }) => links);
    const missing = all.filter(({ href }) => !shown.some((link) => link.href === href));
    for (const { href } of missing) expect(may, href).not.toContain(askedAt(href));
  });

  test("a coordinator finds four groups, a teacher no group that would be empty", () => {
    const titles = (role: Role) => recoveryGroups([role], 10).map(({ title }) => title);
    expect(titles("recovery coordinator")).toEqual(["Plan", "The day", "The claim", "Rules and settings"]);
    expect(titles("teacher")).toEqual(["Plan", "The day", "Rules and settings"]);
  });
});
