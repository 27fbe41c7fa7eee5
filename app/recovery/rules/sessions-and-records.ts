import { rule } from "./rule.ts";

/** When and by whom sessions are held, beside which programs, and what is reported and kept. */
export const sessionsAndRecords = [
  rule("AR-SES-1", "A", "EC 46211(b)(1)", "A session lies outside the regular school day."),
  rule(
    "AR-SES-2",
    "A",
    "EC 46211",
    "A certificated teacher employed by the agency supervises and controls it.",
  ),
  rule("AR-SES-3", "A", "EC 46211", "The teacher documents each pupil's time."),
  rule("AR-SES-4", "A", "EC 46211(f)", "At most 10 pupils to a teacher in TK and K, 20 in grades 1 to 12."),
  rule(
    "AR-SES-5",
    "D",
    "No text found",
    "A room with TK or K and other grades: the district's setting decides.",
  ),
  rule(
    "AR-SES-6",
    "A",
    "EC 46211(f)",
    "Content meets grade-level standards and equals the regular program in substance. Each session says what is taught.",
  ),
  rule(
    "AR-SES-7",
    "C",
    "No text found",
    "Time over the ratio is held out of claims until a person has reviewed it.",
  ),
  rule(
    "AR-SES-8",
    "D",
    "CDE FAQ",
    "Meals at weekend and intersession sessions: ask the state. Each session says whether meals are served, and their time is left out.",
  ),
  rule(
    "AR-ELO-1",
    "A/B",
    "CDE; CALPADS Flash 305",
    "It may run beside expanded learning if both rules are met. Each session says beside which program.",
  ),
  rule("AR-ELO-2", "B", "EC 46211", "Pupils in recovery keep access to all of expanded learning."),
  rule(
    "AR-ELO-3",
    "B",
    "EC 46120; EC 46211",
    "When the two are mixed, the stricter supervision rule holds: with TK or K pupils, 10 to a teacher for all.",
  ),
  rule(
    "AR-ELO-4",
    "B/D",
    "CDE FAQ",
    "Expanded learning money supports recovery only at the same site and time.",
  ),
  rule(
    "AR-ELO-5",
    "B",
    "CALPADS Flash 305",
    "One sign-in is not counted for both: the other program takes out a list of its own, which is recorded.",
  ),
  rule(
    "AR-REP-1",
    "A",
    "EC 46211(d)(3)",
    "Recovery attendance is tracked and reported apart from regular attendance.",
  ),
  rule("AR-REP-2", "B", "PADC, line B-8", "It is reported by grade span at P-1, P-2 and Annual."),
  rule("AR-REP-3", "B", "PADC practice", "Each period is worked out anew from 1 July, oldest absence first."),
  rule("AR-REP-4", "A/C", "EC 41601", "Recovery ADA is days claimed divided by days taught in the period."),
  rule("AR-REP-5", "A", "CALPADS Flash 305-Revised", "STAS 13.24 is reported where the absence occurred."),
  rule("AR-REP-6", "A", "CALPADS STAS0318", "13.24 stays outside the sum of days; absences do not change."),
  rule(
    "AR-REP-7",
    "A/C",
    "CDE DataQuest",
    "A separate, alternate chronic rate takes recovered days into account.",
  ),
  rule(
    "AR-REP-8",
    "A",
    "EC 41601",
    "Recovery has been reported since 2025-26, with the regular periods' dates.",
  ),
];
