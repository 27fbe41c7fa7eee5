import { allows, type Permission, type Role } from "#app/access/permissions.ts";
import { paths } from "#app/paths.ts";

type Link = { label: string; asks: Permission; at: (schoolId: number) => string };

/** What people come to recovery to do, and the pages for it. */
const groups: { title: string; links: Link[] }[] = [
  {
    title: "Plan",
    links: [
      { label: "Plan a season", asks: "recovery:plan", at: paths.seasons },
      { label: "Programs", asks: "recovery:read", at: paths.recoveryPrograms },
      { label: "Invite families", asks: "recovery:book", at: (id) => paths.recoveryInviteMany(id) },
      { label: "Call list", asks: "recovery:book", at: (id) => paths.callList(id) },
    ],
  },
  {
    title: "The day",
    links: [
      { label: "Headcount", asks: "recovery:read", at: (id) => paths.recoveryHeadcount(id) },
      { label: "A sheet of times", asks: "recovery:book", at: paths.recoverySheets },
      { label: "Held sessions", asks: "recovery:read", at: paths.recoveryHolds },
    ],
  },
  {
    title: "The claim",
    links: [
      { label: "The season so far", asks: "recovery:audit", at: paths.recoveryOverview },
      { label: "Claimed days", asks: "recovery:audit", at: (id) => paths.claimPacket(id) },
      { label: "To Aeries", asks: "recovery:export", at: paths.recoveryExports.list },
      { label: "Why does it differ?", asks: "aeries:read", at: (id) => paths.recoveryDifferences(id) },
    ],
  },
  {
    title: "Rules and settings",
    links: [
      { label: "Rules", asks: "recovery:read", at: paths.recoveryRules },
      { label: "Try a case", asks: "recovery:read", at: paths.recoveryCase },
      { label: "Adoption by the board", asks: "recovery:read", at: paths.recoveryAdoptions },
      { label: "Certification documents", asks: "recovery:read", at: paths.recoveryCredentials },
      { label: "What the law leaves open", asks: "settings:read", at: paths.ruleSettings },
      { label: "Defaults of sessions", asks: "settings:change", at: paths.recoverySettings },
    ],
  },
];

export type RecoveryGroup = { title: string; links: { label: string; href: string }[] };

/** The pages of recovery that these roles open at a school, by what people come to do. Groups with none are left out. */
export const recoveryGroups = (roles: readonly Role[], schoolId: number): RecoveryGroup[] =>
  groups
    .map(({ title, links }) => ({
      title,
      links: links
        .filter(({ asks }) => allows(roles, asks))
        .map(({ label, at }) => ({ label, href: at(schoolId) })),
    }))
    .filter(({ links }) => links.length > 0);
