import type { RecoverySettings } from "./settings.ts";

/** Programs of expanded learning that may run in the same room at the same time (AR-ELO-1). */
export const otherPrograms = {
  elop: "Expanded Learning Opportunities Program (ELO-P)",
  after_school: "After-school program (ASES, 21st CCLC)",
} as const;
export type OtherProgram = keyof typeof otherPrograms;

/**
 * What a session is for, beside its subject. `standard`: the grade-level standard that is taught, where its planner
 * names one (AR-SES-6). `alongside`: the program that runs at the same time; null for none. Recovery is in person
 * (AR-PUP-5): the planner said so, which is kept.
 */
export type SessionPurpose = {
  standard: string | null;
  mealsServed: boolean;
  alongside: OtherProgram | null;
  inPerson: true;
};

/** What holds for a session of which nobody has said more. */
export const plainPurpose: SessionPurpose = {
  standard: null,
  mealsServed: false,
  alongside: null,
  inPerson: true,
};

/** What a planner is told beside the fields, and an auditor beside the answer; each with its rule. */
export const purposeNotices = {
  standard:
    "AR-SES-6: content meets grade-level standards and equals the pupil's regular program in substance.",
  meals:
    "AR-SES-8: the state's answer on meals at weekend and intersession sessions is open. Ask before meals are claimed. Time of a meal is no instruction: enter it as a break.",
  inPerson: "AR-PUP-5: recovery is in person. Remote or independent study earns nothing.",
  limitedTerm:
    "AR-LEA-4: recovery adds to the classroom program for a limited term. It does not replace it, and nobody has to take part.",
} as const;

/** What follows where a session shares its time with another program (AR-ELO-1 to -5). */
export const alongsideNotices = (program: OtherProgram): string[] => [
  `AR-ELO-1: both programs' rules are met, and ${otherPrograms[program]} keeps records of its own.`,
  "AR-ELO-2: pupils keep access to all of expanded learning, and nobody is sent away from it.",
  "AR-ELO-3: the stricter supervision rule holds. With TK or K pupils in the room, all of them are 10 to a teacher, whatever the district's setting.",
  "AR-ELO-4: expanded learning money may support recovery only at the same site and time. Ask the state about fees.",
  "AR-ELO-5: the sign-in of recovery is not counted for the other program. Its list of attendance is a record of its own.",
];

/** The settings by which a session is supervised: beside another program the stricter rule holds (AR-ELO-3). */
export const supervisedBy = <S extends Pick<RecoverySettings, "mixedRatio">>(
  settings: S,
  purpose: Pick<SessionPurpose, "alongside"> | null,
): S => (purpose?.alongside ? { ...settings, mixedRatio: "strict" } : settings);

/** A purpose in the words of a page or a packet. Null: nobody was asked, as for a season or a program of another system. */
export function purposeFacts(purpose: SessionPurpose | null): { term: string; is: string }[] {
  if (purpose === null)
    return [
      {
        term: "What it is for",
        is: "Not on record: nobody was asked when it was planned. Its planner can say it on the session's page.",
      },
    ];
  return [
    { term: "Standard", is: purpose.standard ?? "None named" },
    { term: "Meals", is: purpose.mealsServed ? "Served" : "Not served" },
    {
      term: "At the same time",
      is: purpose.alongside === null ? "No other program" : otherPrograms[purpose.alongside],
    },
    { term: "Held", is: "In person" },
  ];
}
