import { type ListedPage, page } from "./listed-page.ts";
import { type Places, quietSchool } from "./places.ts";

const recovery = "/schools/10/recovery";
const quiet = `/schools/${quietSchool}`;

const coordinator: ListedPage[] = [
  page("recovery coordinator", "schools", () => "/schools"),
  page("recovery coordinator", "recovery", () => recovery),
  page("recovery coordinator", "plan a session", () => `${recovery}/sessions/new`),
  page("recovery coordinator", "no session", () => `${recovery}/sessions/new`, { room: "" }),
  page("recovery coordinator", "headcount", () => `${recovery}/headcount`),
  page("recovery coordinator", "programs", () => `${recovery}/programs`),
  page("recovery coordinator", "new program", () => `${recovery}/programs/new`),
  page("recovery coordinator", "no program", () => `${recovery}/programs/new`, { name: "" }),
  page("recovery coordinator", "program", ({ program }) => `${recovery}/programs/${program}`),
  page(
    "recovery coordinator",
    "program not cancelled",
    ({ program }) => `${recovery}/programs/${program}/cancellation`,
    { cancelReason: "" },
  ),
  page("recovery coordinator", "seasons", () => `${recovery}/seasons`),
  page("recovery coordinator", "plan a season", () => `${recovery}/seasons/new`),
  page("recovery coordinator", "no season", () => `${recovery}/seasons/new`, { name: "" }),
  page("recovery coordinator", "season", ({ season }) => `${recovery}/seasons/${season}`),
  page(
    "recovery coordinator",
    "season's pupils",
    ({ season }) => `${recovery}/seasons/${season}/pupils?session=2026-10-17+480+Library`,
  ),
  page("recovery coordinator", "change a season", ({ season }) => `${recovery}/seasons/${season}/changes`),
  page("recovery coordinator", "adopt a season", ({ season }) => `${recovery}/seasons/${season}/adoption`),
  page(
    "recovery coordinator",
    "season not changed",
    ({ season }) => `${recovery}/seasons/${season}/changes`,
    {
      "band.none": "no grades",
    },
  ),
  page(
    "recovery coordinator",
    "season not adopted",
    ({ season }) => `${recovery}/seasons/${season}/adoption`,
    { who: "nobody" },
  ),
  page("recovery coordinator", "invite families", () => `${recovery}/invitations`),
  page(
    "recovery coordinator",
    "no session ticked to invite to",
    () => `${recovery}/invitations?choosing=1`,
    null,
    400,
  ),
  page("recovery coordinator", "no family invited", () => `${recovery}/invitations`, {}),
  page("recovery coordinator", "adoption by the board", () => `${recovery}/adoptions`),
  page("recovery coordinator", "no adoption", () => `${recovery}/adoptions`, { body: "" }),
  page("recovery coordinator", "season so far", () => `${recovery}/overview`),
  page("recovery coordinator", "call list", () => `${recovery}/call-list`),
  page("recovery coordinator", "try a case", () => `${recovery}/try-a-case`),
  page(
    "recovery coordinator",
    "try a case of days claimed",
    () =>
      `${recovery}/try-a-case/claim?through=2026-12-31&earned1=2026-07-06&absent1=2026-09-03&category1=EXCUSED`,
  ),
  page(
    "recovery coordinator",
    "try a case of nobody",
    () => `${recovery}/try-a-case/ratio?teachers=x`,
    null,
    400,
  ),
  page("recovery coordinator", "rules of recovery", () => `${recovery}/rules`),
  page("recovery coordinator", "recovery to Aeries", () => `${recovery}/exports`),
  page("recovery coordinator", "why does it differ", () => `${recovery}/differences`),
  page("recovery coordinator", "make-ups in Aeries", () => `${recovery}/makeup-lists`),
  page("recovery coordinator", "no list", () => `${recovery}/makeup-lists`, { pasted: "SN,DT" }),
  page("recovery coordinator", "a sheet of times", () => `${recovery}/sheets`),
  page("recovery coordinator", "rows to mend", () => `${recovery}/sheets`, {
    pasted: "Student number,Date,In,Out\nx,2026-10-10,9:00,12:00",
  }),
  page("recovery coordinator", "claims of a school", () => "/schools/10/claims"),
  page("recovery coordinator", "a school's report", () => "/schools/10/claims/2026/p-1"),
  page("recovery coordinator", "corrections", () => "/schools/10/claims/corrections"),
  page(
    "recovery coordinator",
    "a family's summary",
    ({ pupil }) => `/schools/10/pupils/${pupil}/recovery/summary/es`,
  ),
];

/** One session that was held, one to come. What a form of it is refused with is drawn by the same page. */
const session: ListedPage[] = [
  page("recovery coordinator", "session", (at) => `${recovery}/sessions/${at.session}`),
  page("recovery coordinator", "roster", (at) => `${recovery}/sessions/${at.session}/roster`),
  page(
    "recovery coordinator",
    "times from the roster",
    (at) => `${recovery}/sessions/${at.session}/presence`,
  ),
  page("district administrator", "session to come", (at) => `${quiet}/recovery/sessions/${at.openSession}`),
  page(
    "district administrator",
    "invitations",
    (at) => `${quiet}/recovery/sessions/${at.openSession}/invitations`,
  ),
  page(
    "district administrator",
    "families to invite to a session",
    (at) => `${quiet}/recovery/invitations?session=${at.openSession}`,
  ),
  page(
    "district administrator",
    "no answer",
    (at) => `${quiet}/recovery/sessions/${at.openSession}/invitations/answers`,
    { answeredPupil: "" },
  ),
  page(
    "district administrator",
    "stays of a pupil",
    (at) => `${quiet}/recovery/sessions/${at.heldSession}/stays/${at.openPupil}`,
  ),
  page(
    "district administrator",
    "times not moved",
    (at) => `${quiet}/recovery/sessions/${at.heldSession}/stays/${at.openPupil}/reattribution`,
    { studentNumber: "" },
  ),
  page("district administrator", "hold", (at) => `${quiet}/recovery/holds/${at.heldSession}`),
  ...(
    [
      ["bookings", {}],
      ["cancellation", { reason: "" }],
      ["capacity", { places: "" }],
      ["purpose", { standard: "9".repeat(121) }],
      ["release", {}],
      ["taps", {}],
      ["teachers", {}],
      ["unlock", { unlockReason: "" }],
      ["walk-ins", { studentNumber: "" }],
    ] as const
  ).map(([verb, fields]) =>
    page(
      "district administrator",
      `session, ${verb} refused`,
      (at) => `${quiet}/recovery/sessions/${at.openSession}/${verb}`,
      fields,
    ),
  ),
  page(
    "district administrator",
    "session at its statement",
    (at) => `${quiet}/recovery/sessions/${at.openSession}/attestation`,
  ),
];

const sent = (at: Places) => `${quiet}/exports/${at.markExport}`;
const returned = (at: Places) => `${quiet}/recovery/exports/${at.recoveryExport}`;
const exported: ListedPage[] = [
  page("district administrator", "export", sent),
  page("district administrator", "export not approved", (at) => `${sent(at)}/approval`),
  page("district administrator", "export not done", (at) => `${sent(at)}/done`, {}, 409),
  page("district administrator", "export to withdraw", (at) => `${sent(at)}/withdrawal`),
  page("district administrator", "export not withdrawn", (at) => `${sent(at)}/withdrawal`, { reason: "" }),
  page("district administrator", "recovery export", returned),
  page("district administrator", "recovery export not approved", (at) => `${returned(at)}/approval`),
  page("district administrator", "recovery export not done", (at) => `${returned(at)}/done`, {}, 409),
  page("district administrator", "recovery export to withdraw", (at) => `${returned(at)}/withdrawal`),
  page("district administrator", "no reverse file", (at) => `${returned(at)}/undoing`, {}, 409),
];

export const recoveryPages: readonly ListedPage[] = [...coordinator, ...session, ...exported];
