import { type Actor, schoolName } from "#app/access/actor.ts";
import { allows, type Permission } from "#app/access/permissions.ts";
import { paths } from "#app/paths.ts";
import type { PageFrame } from "#app/ui/page.tsx";

export type Place =
  | "today"
  | "registers"
  | "pupils"
  | "recovery"
  | "claims"
  | "exports"
  | "aeries"
  | "settings"
  | "compliance"
  | "schools"
  | "people"
  | "tokens";

type Entry = { place: Place; label: string; asks: Permission };

const ofSchool: (Entry & { href: (schoolId: number) => string })[] = [
  { place: "today", label: "Today", asks: "attendance:read", href: paths.school },
  { place: "registers", label: "Registers", asks: "attendance:read", href: (id) => paths.registers(id) },
  { place: "pupils", label: "Pupils", asks: "pupil:read", href: (id) => paths.pupils(id) },
  { place: "recovery", label: "Recovery", asks: "recovery:read", href: (id) => paths.recovery(id) },
  { place: "claims", label: "Claims", asks: "claims:read", href: paths.schoolClaims },
  { place: "exports", label: "To Aeries", asks: "attendance:export", href: paths.exports.list },
  { place: "aeries", label: "From Aeries", asks: "aeries:read", href: paths.aeries },
  { place: "settings", label: "Settings", asks: "settings:change", href: paths.settings },
  { place: "compliance", label: "Compliance", asks: "compliance:read", href: (id) => paths.changes(id) },
];

const ofDistrict: (Entry & { href: () => string })[] = [
  { place: "schools", label: "Schools", asks: "account:own", href: () => paths.schools() },
  { place: "claims", label: "Claims", asks: "claims:read", href: () => paths.claims() },
  { place: "people", label: "People", asks: "people:manage", href: () => paths.users() },
  { place: "tokens", label: "API tokens", asks: "tokens:manage", href: () => paths.tokens() },
  { place: "compliance", label: "Compliance", asks: "compliance:read", href: () => paths.compliance() },
];

/** The header of a page for this person: only what they may open. `current` marks where they are. */
export function frameOf(actor: Actor, current?: Place): PageFrame {
  const here = actor.schoolId !== 0;
  return {
    school: here
      ? {
          name: schoolName(actor),
          href: paths.school(actor.schoolId),
          switchHref: actor.places.length > 1 ? paths.schools() : null,
        }
      : null,
    navigation: (here ? ofSchool : ofDistrict)
      .filter(
        ({ place, asks }) => allows(actor.roles, asks) && (here || place === "schools" || actor.isDistrict),
      )
      .map(({ place, label, href }) => ({
        label,
        href: href(actor.schoolId),
        current: place === current,
      })),
    person: {
      name: actor.name,
      role: actor.roles[0] ?? "no role yet",
      href: paths.account(),
      signOutAction: paths.signOut(),
    },
    banner: actor.banner,
  };
}
