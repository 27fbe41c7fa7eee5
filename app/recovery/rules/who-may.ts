import { rule } from "./rule.ts";

/** Which agency may offer recovery, which pupils may take part, which absences can be made up. */
export const whoMay = [
  rule(
    "AR-LEA-1",
    "A",
    "EC 46211(a), (k)",
    "Districts, county offices and classroom-based charters may offer it.",
  ),
  rule("AR-LEA-2", "A", "EC 46211(g); EC 47612.1", "Nonclassroom-based and partnership charters may not."),
  rule("AR-LEA-3", "A/B", "EC 46211; CDE FAQ", "Access is offered all year, at least once in each term."),
  rule(
    "AR-LEA-4",
    "B",
    "EC 46211",
    "It adds to the classroom program for a limited term and does not replace it. The board's adoption is on record.",
  ),
  rule("AR-PUP-1", "A", "EC 46211(a)", "The pupil is in TK to grade 12 and in a classroom-based program."),
  rule(
    "AR-PUP-2",
    "B",
    "EC 46211(g); EC 51747",
    "More than 15 schooldays running in independent study bar a pupil.",
  ),
  rule(
    "AR-PUP-3",
    "B",
    "EC 46211",
    "The pupil or parent chooses to take part; it is never required, nor a penalty.",
  ),
  rule("AR-PUP-4", "B", "EC 46211", "No unduplicated-pupil or expanded-learning status is needed."),
  rule(
    "AR-PUP-5",
    "B",
    "EC 46211",
    "Recovery happens in person, which is put on record with each session; remote study does not count.",
  ),
  rule(
    "AR-ABS-1",
    "B",
    "EC 46211(a), (d)",
    "A full day absent, excused or not, of this fiscal year and this agency.",
  ),
  rule("AR-ABS-2", "A", "EC 46211; CDE FAQ", "A day of suspension cannot be recovered."),
  rule("AR-ABS-3", "A", "EC 46211; CDE FAQ", "A day kept out for missing immunizations cannot be recovered."),
  rule(
    "AR-ABS-4",
    "A",
    "EC 46010.3",
    "A pupil who attended any part of the day was present: nothing to recover.",
  ),
  rule(
    "AR-ABS-5",
    "B/C",
    "EC 46211; EC 37223",
    "A day already made up in another way cannot be recovered again.",
  ),
  rule("AR-ABS-6", "B", "EC 46211(d)", "Time may be earned before the absence and is kept until one occurs."),
  rule(
    "AR-ABS-7",
    "B/C",
    "EC 46211(d)",
    "Time counts for the fiscal year it is earned in and lapses on 30 June.",
  ),
];
