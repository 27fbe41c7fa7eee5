import { storyDay } from "../story.ts";
import { type ListedPage, page } from "./listed-page.ts";
import { answerKey, quietSchool } from "./places.ts";
import { recoveryPages } from "./recovery-pages.ts";

const register = `/schools/10/registers/${storyDay}/section`;
const recovery = "/schools/10/recovery";
const quiet = `/schools/${quietSchool}`;
const rules = "/schools/10/settings/recovery-rules";

const door: ListedPage[] = [
  page("stranger", "sign-in", () => "/sign-in"),
  page("stranger", "nothing at the address", () => "/nothing", null, 404),
  page("stranger", "refused sign-in", () => "/sign-in", { email: "nobody@example.org", password: "" }),
  page("stranger", "a family's answer", () => `/answers/${answerKey}`),
  page("between password and code", "code", () => "/sign-in/code"),
  page("between password and code", "refused code", () => "/sign-in/code", { code: "1" }),
  page("not enrolled", "enrol", () => "/sign-in/enrol"),
];

const teacher: ListedPage[] = [
  page("teacher", "a teacher's classes", () => "/schools/10"),
  page("teacher", "register", ({ section }) => `${register}/${section}`),
  page("teacher", "closed register", ({ section }) => `/schools/10/registers/2026-10-07/section/${section}`),
  page("teacher", "missing pupil", ({ section }) => `${register}/${section}/missing-pupil`),
  page("teacher", "a teacher's pupils", () => "/schools/10/pupils"),
  page("teacher", "not open to a teacher", () => "/schools/10/exports", null, 403),
  page("teacher", "another school", () => "/schools/50", null, 404),
];

const clerk: ListedPage[] = [
  page("attendance clerk", "today", () => "/schools/10"),
  page("attendance clerk", "registers", () => "/schools/10/registers"),
  page("attendance clerk", "missing registers", () => "/schools/10/registers?show=missing"),
  page("attendance clerk", "pupils", () => "/schools/10/pupils"),
  page("attendance clerk", "pupil", ({ pupil }) => `/schools/10/pupils/${pupil}`),
  page("attendance clerk", "mark", ({ pupil }) => `/schools/10/pupils/${pupil}/marks/${storyDay}`),
  page("attendance clerk", "pupil's recovery", ({ pupil }) => `/schools/10/pupils/${pupil}/recovery`),
  page(
    "attendance clerk",
    "pupil's minimum day",
    ({ pupil }) => `/schools/10/pupils/${pupil}/recovery/minimum-days`,
  ),
  page(
    "attendance clerk",
    "no minimum day",
    ({ pupil }) => `/schools/10/pupils/${pupil}/recovery/minimum-days`,
    { minutes: "" },
  ),
  page("attendance clerk", "exports", () => "/schools/10/exports"),
  page("attendance clerk", "codes", () => "/schools/10/aeries/codes"),
  page("attendance clerk", "aeries", () => "/schools/10/aeries"),
  page("attendance clerk", "quarantine", () => "/schools/10/aeries/quarantine"),
  page("attendance clerk", "not settled", () => "/schools/10/aeries/quarantine/settlement", { key: "" }),
  page("attendance clerk", "account", () => "/account"),
  page("attendance clerk", "password", () => "/account/password"),
  page("attendance clerk", "password not changed", () => "/account/password", { current: "" }),
  page("attendance clerk", "recovery codes", () => "/account/recovery-codes"),
  page("attendance clerk", "what was kept", ({ held }) => `/held/${held}`),
];

const administrator: ListedPage[] = [
  page("school administrator", "unlock", () => `/schools/10/registers/${storyDay}/unlock`),
  page("school administrator", "settings", () => "/schools/10/settings"),
  page("school administrator", "recovery settings", () => "/schools/10/settings/recovery"),
  page("school administrator", "held sessions", () => `${recovery}/holds`),
  page("school administrator", "certification documents", () => `${recovery}/credentials`),
];

const district: ListedPage[] = [
  page("district administrator", "claims", () => "/claims"),
  page("district administrator", "report of a period", () => "/claims/2026/p-1"),
  page("district administrator", "certify a period", () => "/claims/2026/p-1/certification"),
  page("district administrator", "recovered days for CALPADS", () => "/claims/2026/stas"),
  page(
    "district administrator",
    "correction",
    ({ correction }) => `${quiet}/claims/corrections/${correction}/settlement`,
  ),
  page("district administrator", "corrections of a school", () => `${quiet}/claims/corrections`),
  page("district administrator", "settings of recovery", () => rules),
  page("district administrator", "setting of recovery", () => `${rules}/rounding`),
  page("district administrator", "amount", () => `${rules}/lcff_4_6`),
  page("district administrator", "what a setting would change", () => `${rules}/rounding/preview`, {
    value: "HOUR_PER_SESSION",
  }),
  page("district administrator", "people", () => "/users"),
  page("district administrator", "new person", () => "/users/new"),
  page("district administrator", "nobody new", () => "/users/new", { email: "" }),
  page("district administrator", "person", () => "/users/1"),
  page("district administrator", "API tokens", () => "/tokens"),
  page("district administrator", "new API token", () => "/tokens/new"),
  page("district administrator", "no API token", () => "/tokens/new", { name: "" }),
  page("district administrator", "API token", ({ token }) => `/tokens/${token}`),
  page("district administrator", "revoke an API token", ({ token }) => `/tokens/${token}/revocation`),
  page("district administrator", "API token not revoked", ({ token }) => `/tokens/${token}/revocation`, {
    reason: "",
  }),
];

const auditors: ListedPage[] = [
  page("auditor", "claimed days", () => `${recovery}/packet`),
  page("auditor", "claimed day", (at) => `${recovery}/claims/${at.claimPupil}/${at.claimDay}`),
  page("auditor", "try a case of a room", () => `${recovery}/try-a-case/ratio?teachers=1&grade-K=11`),
  page("compliance officer", "claimed days of the district", () => "/recovery/packet"),
  page("compliance officer", "district's season", () => "/recovery/overview"),
  page("compliance officer", "compliance", () => "/compliance?asked=1"),
  page("compliance officer", "record of changes", () => "/schools/10/compliance/changes"),
  page("compliance officer", "record of views", () => "/schools/10/compliance/views"),
];

export const listedPages: readonly ListedPage[] = [
  ...[...door, ...teacher, ...clerk, ...administrator],
  ...[...recoveryPages, ...district, ...auditors],
];

/** What stands in for a page that needs the records, while they cannot be reached. */
export const outOfReach: readonly ListedPage[] = [
  page("stranger", "down for a short while", () => "/schools/10", null, 503),
  page("stranger", "not saved yet", () => "/schools/10/recovery/adoptions", { body: "The board" }, 503),
];
