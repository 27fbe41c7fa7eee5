/** Every address of the product, once. Days are written YYYY-MM-DD. */
type Day = Temporal.PlainDate | string;
type Register = { schoolId: number; date: Day; section: number; period?: string | null };

const query = (params: Record<string, string | number | null | undefined>) => {
  const given = Object.entries(params).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  return given.length === 0
    ? ""
    : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
};
const school = (schoolId: number) => `/schools/${schoolId}`;
const register = ({ schoolId, date, section, period }: Register) =>
  `${school(schoolId)}/registers/${date}/section/${section}${period ? `/${encodeURIComponent(period)}` : ""}`;
const pupil = (schoolId: number, pupilId: number) => `${school(schoolId)}/pupils/${pupilId}`;
const recoverySession = (schoolId: number, sessionId: number) =>
  `${school(schoolId)}/recovery/sessions/${sessionId}`;
/** The addresses of a list of exports, and of each export and its steps under it. */
const exportsAt = (list: (schoolId: number) => string) => {
  const one = (schoolId: number, exportId: number, page?: number) =>
    `${list(schoolId)}/${exportId}${query({ page })}`;
  const step = (name: string) => (schoolId: number, exportId: number) => `${one(schoolId, exportId)}/${name}`;
  return {
    list,
    one,
    file: step("file"),
    approval: step("approval"),
    done: step("done"),
    withdrawal: step("withdrawal"),
    undoing: step("undoing"),
  };
};
export type ExportPaths = ReturnType<typeof exportsAt>;
const ruleSetting = (schoolId: number, name: string) => `${school(schoolId)}/settings/recovery-rules/${name}`;
const season = (schoolId: number, seasonId: number) => `${school(schoolId)}/recovery/seasons/${seasonId}`;

export const paths = {
  home: () => "/",
  signIn: (next?: string | null, ended = false) => `/sign-in${query({ next, ended: ended ? "1" : null })}`,
  signInCode: (next?: string | null) => `/sign-in/code${query({ next })}`,
  signInEnrol: (next?: string | null) => `/sign-in/enrol${query({ next })}`,
  recoveryCodes: (next?: string | null) => `/account/recovery-codes${query({ next })}`,
  signOut: () => "/sign-out",
  heldForm: (id: string) => `/held/${id}`,
  account: () => "/account",
  accountSessionEnd: (handle: string) => `/account/sessions/${handle}/end`,
  accountPassword: () => "/account/password",
  accountOtherSessionsEnd: () => "/account/sessions/others/end",
  users: () => "/users",
  userNew: () => "/users/new",
  user: (userId: number) => `/users/${userId}`,
  userRoles: (userId: number) => `/users/${userId}/roles`,
  userRoleRemoval: (userId: number) => `/users/${userId}/role-removal`,
  userNewPassword: (userId: number) => `/users/${userId}/new-password`,
  userSuspension: (userId: number) => `/users/${userId}/suspension`,
  userReturn: (userId: number) => `/users/${userId}/return`,
  tokens: () => "/tokens",
  tokenNew: () => "/tokens/new",
  token: (tokenId: number) => `/tokens/${tokenId}`,
  tokenRevocation: (tokenId: number) => `/tokens/${tokenId}/revocation`,
  schools: () => "/schools",
  school,
  registers: (schoolId: number, date?: Day, onlyMissing = false) =>
    `${school(schoolId)}/registers${query({ date: date?.toString(), show: onlyMissing ? "missing" : null })}`,
  register,
  registerMarks: (at: Register) =>
    `${school(at.schoolId)}/registers/${at.date}/section/${at.section}/marks${query({ period: at.period })}`,
  registerMissingPupil: (at: Register) =>
    `${school(at.schoolId)}/registers/${at.date}/section/${at.section}/missing-pupil${query({ period: at.period })}`,
  registerUnlock: (schoolId: number, date: Day, section?: number) =>
    `${school(schoolId)}/registers/${date}/unlock${query({ section })}`,
  pupils: (schoolId: number) => `${school(schoolId)}/pupils`,
  pupil,
  pupilMark: (schoolId: number, pupilId: number, date: Day) => `${pupil(schoolId, pupilId)}/marks/${date}`,
  pupilMinimumDays: (schoolId: number, pupilId: number) =>
    `${pupil(schoolId, pupilId)}/recovery/minimum-days`,
  pupilRecovery: (schoolId: number, pupilId: number) => `${pupil(schoolId, pupilId)}/recovery`,
  recovery: (schoolId: number, week?: Day) =>
    `${school(schoolId)}/recovery${query({ week: week?.toString() })}`,
  /** `search` is a query with its question mark, of a period or days alone. */
  claimPacket: (schoolId: number, search = "") => `${school(schoolId)}/recovery/packet${search}`,
  claimPacketFile: (schoolId: number, search = "") => `${school(schoolId)}/recovery/packet.zip${search}`,
  districtClaimPacket: (search = "") => `/recovery/packet${search}`,
  districtClaimPacketFile: (search = "") => `/recovery/packet.zip${search}`,
  recoveryOverview: (schoolId: number) => `${school(schoolId)}/recovery/overview`,
  districtRecoveryOverview: () => "/recovery/overview",
  callList: (schoolId: number, page?: number) => `${school(schoolId)}/recovery/call-list${query({ page })}`,
  callListFile: (schoolId: number) => `${school(schoolId)}/recovery/call-list.csv`,
  claimedDay: (schoolId: number, pupilId: number, absenceDate: Day) =>
    `${school(schoolId)}/recovery/claims/${pupilId}/${absenceDate}`,
  recoveryCase: (schoolId: number) => `${school(schoolId)}/recovery/try-a-case`,
  recoveryClaimCase: (schoolId: number) => `${school(schoolId)}/recovery/try-a-case/claim`,
  recoveryRatioCase: (schoolId: number) => `${school(schoolId)}/recovery/try-a-case/ratio`,
  recoveryPrograms: (schoolId: number) => `${school(schoolId)}/recovery/programs`,
  recoveryProgramNew: (schoolId: number, copy?: { of: number; to: "term" | "year" }) =>
    `${school(schoolId)}/recovery/programs/new${query({ copy: copy?.of, to: copy?.to })}`,
  recoveryProgram: (schoolId: number, programId: number) =>
    `${school(schoolId)}/recovery/programs/${programId}`,
  recoveryProgramCancellation: (schoolId: number, programId: number) =>
    `${school(schoolId)}/recovery/programs/${programId}/cancellation`,
  recoveryHeadcount: (schoolId: number, from?: Day, through?: Day) =>
    `${school(schoolId)}/recovery/headcount${query({ from: from?.toString(), through: through?.toString() })}`,
  recoveryHeadcountFile: (schoolId: number, from?: Day, through?: Day) =>
    `${school(schoolId)}/recovery/headcount.csv${query({ from: from?.toString(), through: through?.toString() })}`,
  seasons: (schoolId: number) => `${school(schoolId)}/recovery/seasons`,
  seasonNew: (schoolId: number) => `${school(schoolId)}/recovery/seasons/new`,
  season,
  seasonPupils: (schoolId: number, seasonId: number, session?: string) =>
    `${season(schoolId, seasonId)}/pupils${query({ session })}`,
  seasonChanges: (schoolId: number, seasonId: number) => `${season(schoolId, seasonId)}/changes`,
  seasonAdoption: (schoolId: number, seasonId: number) => `${season(schoolId, seasonId)}/adoption`,
  recoveryNew: (schoolId: number) => `${school(schoolId)}/recovery/sessions/new`,
  recoverySession,
  recoveryHolds: (schoolId: number) => `${school(schoolId)}/recovery/holds`,
  recoveryHold: (schoolId: number, sessionId: number) => `${school(schoolId)}/recovery/holds/${sessionId}`,
  recoveryCredentials: (schoolId: number) => `${school(schoolId)}/recovery/credentials`,
  recoveryBookings: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/bookings`,
  recoveryRelease: (schoolId: number, sessionId: number) => `${recoverySession(schoolId, sessionId)}/release`,
  recoveryCancellation: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/cancellation`,
  recoveryTeachers: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/teachers`,
  recoveryCapacity: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/capacity`,
  recoveryPurpose: (schoolId: number, sessionId: number) => `${recoverySession(schoolId, sessionId)}/purpose`,
  recoveryOtherList: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/other-program.csv`,
  recoveryAdoptions: (schoolId: number) => `${school(schoolId)}/recovery/adoptions`,
  recoveryWalkIns: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/walk-ins`,
  recoverySettings: (schoolId: number) => `${school(schoolId)}/settings/recovery`,
  recoveryRules: (schoolId: number) => `${school(schoolId)}/recovery/rules`,
  ruleSettings: (schoolId: number) => `${school(schoolId)}/settings/recovery-rules`,
  ruleSetting,
  ruleSettingPreview: (schoolId: number, name: string) => `${ruleSetting(schoolId, name)}/preview`,
  recoveryTaps: (schoolId: number, sessionId: number) => `${recoverySession(schoolId, sessionId)}/taps`,
  recoveryTapsSaved: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/taps/saved`,
  recoveryStays: (schoolId: number, sessionId: number, pupilId: number) =>
    `${recoverySession(schoolId, sessionId)}/stays/${pupilId}`,
  recoveryReattribution: (schoolId: number, sessionId: number, pupilId: number) =>
    `${recoverySession(schoolId, sessionId)}/stays/${pupilId}/reattribution`,
  recoveryRoster: (schoolId: number, sessionId: number) => `${recoverySession(schoolId, sessionId)}/roster`,
  recoveryUnlock: (schoolId: number, sessionId: number) => `${recoverySession(schoolId, sessionId)}/unlock`,
  recoveryPresence: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/presence`,
  recoveryAttestation: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/attestation`,
  recoveryInvitations: (schoolId: number, sessionId: number, from?: number) =>
    `${recoverySession(schoolId, sessionId)}/invitations${query({ from })}`,
  recoveryAnswers: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/invitations/answers`,
  recoveryLetters: (schoolId: number, sessionId: number) =>
    `${recoverySession(schoolId, sessionId)}/invitations/letters`,
  /** Inviting to several sessions with one letter. */
  recoveryInviteMany: (schoolId: number, sessionIds: readonly number[] = []) => {
    const chosen = new URLSearchParams(sessionIds.map((id) => ["session", String(id)]));
    return `${school(schoolId)}/recovery/invitations${sessionIds.length > 0 ? `?${chosen}` : ""}`;
  },
  recoveryManyLetters: (schoolId: number) => `${school(schoolId)}/recovery/invitations/letters`,
  pupilRecoverySummary: (schoolId: number, pupilId: number, language: string) =>
    `${pupil(schoolId, pupilId)}/recovery/summary/${language}`,
  pupilRecoverySummaryFile: (schoolId: number, pupilId: number, language: string) =>
    `${pupil(schoolId, pupilId)}/recovery/summary/${language}/file`,
  /** What a family opens from its letter; the key is no number of anyone. */
  answer: (key: string) => `/answers/${key}`,
  aeries: (schoolId: number) => `${school(schoolId)}/aeries`,
  aeriesRuns: (schoolId: number) => `${school(schoolId)}/aeries/runs`,
  aeriesQuarantine: (schoolId: number) => `${school(schoolId)}/aeries/quarantine`,
  aeriesSettlement: (schoolId: number) => `${school(schoolId)}/aeries/quarantine/settlement`,
  aeriesCodes: (schoolId: number) => `${school(schoolId)}/aeries/codes`,
  exports: exportsAt((schoolId) => `${school(schoolId)}/exports`),
  recoveryExports: exportsAt((schoolId) => `${school(schoolId)}/recovery/exports`),
  /** Our days made up against those in Aeries. */
  recoveryDifferences: (schoolId: number, page?: number) =>
    `${school(schoolId)}/recovery/differences${query({ page })}`,
  /** Lists of make-ups taken out of Aeries. */
  makeupLists: (schoolId: number) => `${school(schoolId)}/recovery/makeup-lists`,
  /** Sheets of times in and out. */
  recoverySheets: (schoolId: number) => `${school(schoolId)}/recovery/sheets`,
  settings: (schoolId: number) => `${school(schoolId)}/settings`,
  /** Reports and certifications of recovered days; a period is "p-1", "p-2" or "annual". */
  claims: () => "/claims",
  claimReport: (year: number, period: string, through?: string) =>
    `/claims/${year}/${period}${query({ through })}`,
  claimReportFile: (year: number, period: string, through?: string) =>
    `/claims/${year}/${period}/file${query({ through })}`,
  claimCertification: (year: number, period: string, through?: string) =>
    `/claims/${year}/${period}/certification${query({ through })}`,
  stas: (year: number) => `/claims/${year}/stas`,
  stasFile: (year: number) => `/claims/${year}/stas/file`,
  schoolClaims: (schoolId: number) => `${school(schoolId)}/claims`,
  schoolClaimReport: (schoolId: number, year: number, period: string, through?: string) =>
    `${school(schoolId)}/claims/${year}/${period}${query({ through })}`,
  schoolClaimReportFile: (schoolId: number, year: number, period: string, through?: string) =>
    `${school(schoolId)}/claims/${year}/${period}/file${query({ through })}`,
  claimCorrections: (schoolId: number) => `${school(schoolId)}/claims/corrections`,
  claimCorrectionSettlement: (schoolId: number, correctionId: number) =>
    `${school(schoolId)}/claims/corrections/${correctionId}/settlement`,
  /** `asked`: everything was just asked to be checked. */
  compliance: (asked = false) => `/compliance${query({ asked: asked ? 1 : undefined })}`,
  complianceChecks: () => "/compliance/checks",
  /** `search` is a query with its question mark, of student IDs, account numbers and days alone. */
  changes: (schoolId: number, search = "") => `${school(schoolId)}/compliance/changes${search}`,
  views: (schoolId: number, search = "") => `${school(schoolId)}/compliance/views${search}`,
  pupilViewsFile: (schoolId: number, pupilId: number) =>
    `${school(schoolId)}/compliance/pupil-views.csv${query({ pupil: pupilId })}`,
} as const;
