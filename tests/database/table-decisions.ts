export type Row = Record<string, unknown>;
/** `user`: who acts; null for what acts without a person. */
export type RowScope = { schools: readonly number[]; district: boolean; user: number | null };
/** Which rows of a table someone reaches. */
export type Reach = (row: Row, scope: RowScope) => boolean;
/** Whoever is of the office (every role but a teacher alone), a teacher (501: section 101), the worker. */
type Who = { office?: Reach; teacher?: Reach; worker?: Reach };
/** What is left out, nobody may. */
export type Decision = { see?: Who; insert?: Who; update?: Who; delete?: Who };

const every: Reach = () => true;
const inSchool: Reach = (row, scope) => scope.schools.includes(Number(row.school_id));
const ownSchool: Reach = (row, scope) => scope.schools.includes(Number(row.id));
const ownPupil: Reach = (row, scope) =>
  inSchool(row, scope) && row.school_id === 10 && [1001, 1002, 1003].includes(Number(row.pupil_id));
const ownSection: Reach = (row, scope) => inSchool(row, scope) && row.section_number === 101;
/** The first session laid out is the one that 501 leads. */
const ownRecovery: Reach = (row, scope) => inSchool(row, scope) && Number(row.session_id ?? row.id) === 1;
const inDistrict: Reach = (_row, scope) => scope.district;
const audited: Reach = (row, scope) => inSchool(row, scope) || (row.school_id === 0 && scope.district);
const bySource =
  (sources: string[], reach: Reach): Reach =>
  (row, scope) =>
    reach(row, scope) && sources.includes(String(row.source));
const mine: Reach = (row, scope) => row.user_id === scope.user;
const mineOrDistrict: Reach = (row, scope) => mine(row, scope) || scope.district;
const mySelf: Reach = (row, scope) => row.id === scope.user || scope.district;
const byNoPerson: Reach = (_row, scope) => scope.district && scope.user === null;

const allThree = (reach: Reach): Who => ({ office: reach, teacher: reach, worker: reach });
const peopleOnly = (reach: Reach): Who => ({ office: reach, teacher: reach });
const worker = (reach: Reach): Who => ({ worker: reach });

const fromAeries = (teacher: Reach): Decision => ({
  see: { office: inSchool, teacher, worker: inSchool },
  insert: worker(inSchool),
  update: worker(inSchool),
  delete: worker(inSchool),
});
const officeLog: Decision = {
  see: { office: inSchool, worker: inSchool },
  insert: { office: inSchool },
};
const schoolLog: Decision = { see: allThree(inSchool), insert: { office: inSchool } };
/** What is asked for before anyone is known. */
const ofNobody: Decision = { see: peopleOnly(every), insert: peopleOnly(every), delete: allThree(every) };

/** Columns that name who wrote a row, which the web role sets to whoever acts and to nobody else. */
const authors = {
  insert: ["by", "taken_by", "proposed_by", "created_by", "granted_by", "chosen_by"],
  update: ["chosen_by", "settled_by"],
};
export const inOwnName = (verb: keyof Decision, row: Row, scope: RowScope): boolean =>
  (verb === "insert" || verb === "update" ? authors[verb] : []).every(
    (column) => !(column in row) || row[column] === scope.user,
  );

/** The decision on every table. A table that is not here fails `drizzle/policies.test.ts`. */
export const decisions: Readonly<Record<string, Decision>> = {
  school: {
    see: allThree(every),
    insert: worker(every),
    update: { office: ownSchool, worker: every },
    delete: worker(every),
  },
  term: fromAeries(inSchool),
  calendar_day: fromAeries(inSchool),
  bell_period: fromAeries(inSchool),
  absence_code: {
    ...fromAeries(inSchool),
    insert: { office: inSchool, worker: inSchool },
    update: { office: inSchool, worker: inSchool },
  },
  staff: { see: allThree(every), insert: worker(every), update: worker(every), delete: worker(every) },
  staff_school: fromAeries(inSchool),
  course: { see: allThree(every), insert: worker(every), update: worker(every), delete: worker(every) },
  section: fromAeries(ownSection),
  section_staff: fromAeries(ownSection),
  pupil: fromAeries(ownPupil),
  pupil_minimum_day: {
    see: { office: inSchool, teacher: ownPupil, worker: inSchool },
    insert: { office: inSchool },
  },
  enrolment: fromAeries(ownPupil),
  roster: fromAeries(ownSection),
  program: fromAeries(ownPupil),
  contact: fromAeries(ownPupil),
  mark: {
    see: { office: inSchool, teacher: ownPupil, worker: inSchool },
    insert: {
      office: bySource(["teacher", "office"], inSchool),
      teacher: bySource(["teacher"], ownPupil),
      worker: bySource(["aeries"], inSchool),
    },
  },
  register_taking: {
    see: { office: inSchool, teacher: ownSection, worker: inSchool },
    insert: { office: inSchool, teacher: ownSection },
  },
  register_unlock: schoolLog,
  register_home_change: schoolLog,
  mark_export: officeLog,
  mark_export_step: officeLog,
  mark_export_item: { ...officeLog, see: { office: inSchool, teacher: ownPupil, worker: inSchool } },
  sync_run: fromAeries(inSchool),
  sync_total: fromAeries(inSchool),
  quarantine: {
    see: { office: inSchool, worker: inSchool },
    insert: worker(inSchool),
    update: { office: inSchool, worker: inSchool },
    delete: worker(inSchool),
  },
  recovery_session: {
    see: allThree(inSchool),
    insert: { office: inSchool },
    update: { office: inSchool, teacher: ownRecovery, worker: inSchool },
  },
  recovery_cancellation: schoolLog,
  recovery_place: {
    see: { office: inSchool, teacher: ownRecovery, worker: inSchool },
    insert: { office: inSchool, teacher: ownRecovery, worker: inSchool },
  },
  recovery_presence: {
    see: { office: inSchool, teacher: ownRecovery, worker: inSchool },
    insert: { office: inSchool, teacher: ownRecovery },
  },
  recovery_attestation: {
    see: allThree(inSchool),
    insert: { office: inSchool, teacher: ownRecovery },
  },
  recovery_election: {
    see: { office: inSchool, teacher: ownPupil, worker: inSchool },
    insert: { office: inSchool },
  },
  recovery_unlock: schoolLog,
  recovery_hold_decision: schoolLog,
  recovery_import: officeLog,
  recovery_program: schoolLog,
  recovery_program_exception: schoolLog,
  recovery_session_teacher: schoolLog,
  recovery_session_purpose: schoolLog,
  recovery_board_adoption: schoolLog,
  recovery_season: officeLog,
  recovery_season_adoption: officeLog,
  recovery_claim: {
    see: { office: inSchool, teacher: ownPupil, worker: inSchool },
    insert: worker(inSchool),
  },
  recovery_claim_in_force: { see: { office: inSchool, teacher: ownPupil, worker: inSchool } },
  claim_certification: {
    see: { office: every, worker: every },
    insert: { office: inDistrict },
  },
  claim_certified_day: {
    see: { office: inSchool, worker: inSchool },
    insert: { office: (row, scope) => inDistrict(row, scope) && inSchool(row, scope) },
  },
  claim_correction: { see: officeLog.see!, insert: worker(inSchool) },
  claim_correction_settlement: officeLog,
  recovery_export: officeLog,
  recovery_export_step: officeLog,
  recovery_export_item: officeLog,
  aeries_makeup_reading: officeLog,
  aeries_makeup: officeLog,
  recovery_message: { see: officeLog.see!, insert: { office: inSchool, worker: inSchool } },
  recovery_message_step: { see: officeLog.see!, insert: { office: inSchool, worker: inSchool } },
  district_setting: { see: allThree(every), insert: { office: inDistrict } },
  teacher_credential: { see: allThree(every), insert: { office: every } },
  audit_entry: {
    see: { office: audited, worker: audited },
    insert: allThree((row, scope) => inSchool(row, scope) || row.school_id === 0),
  },
  audit_head: { see: { office: audited, worker: every } },
  audit_proof: {
    see: { office: audited, worker: every },
    insert: worker(inSchool),
    delete: worker(every),
  },
  pupil_view: { see: { office: inSchool, worker: inSchool }, insert: peopleOnly(inSchool) },
  compliance_run: {
    see: { office: inDistrict, worker: every },
    insert: worker(every),
    delete: worker(every),
  },
  compliance_finding: {
    see: { office: inDistrict, worker: every },
    insert: worker(every),
    update: worker(every),
  },
  user_account: { see: peopleOnly(every), insert: peopleOnly(inDistrict), update: peopleOnly(mySelf) },
  user_role: {
    see: peopleOnly(every),
    insert: { office: inDistrict },
    delete: { office: inDistrict },
  },
  session: {
    see: peopleOnly(every),
    insert: peopleOnly(mine),
    update: peopleOnly(mineOrDistrict),
    delete: worker(every),
  },
  recovery_code: {
    see: peopleOnly(mineOrDistrict),
    insert: peopleOnly(mine),
    update: peopleOnly(mine),
    delete: peopleOnly(mineOrDistrict),
  },
  sign_in_failure: ofNobody,
  held_form: {
    see: peopleOnly(mine),
    insert: peopleOnly(mine),
    update: {},
    delete: { office: mine, teacher: mine, worker: every },
  },
  api_token: { see: peopleOnly(every), insert: peopleOnly(inDistrict), update: peopleOnly(every) },
  api_token_revocation: { see: peopleOnly(every), insert: peopleOnly(inDistrict) },
  idempotent_answer: {
    see: peopleOnly(byNoPerson),
    insert: peopleOnly(byNoPerson),
    delete: worker(every),
  },
  rate_limit: { ...ofNobody, update: peopleOnly(every) },
  product_state: { see: allThree(every), insert: peopleOnly(inDistrict), update: peopleOnly(inDistrict) },
};
