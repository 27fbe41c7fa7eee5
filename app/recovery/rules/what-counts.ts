import { rule } from "./rule.ts";

/** How minutes become days, and how many days may be claimed. */
export const whatCounts = [
  rule(
    "AR-MIN-1",
    "A/B",
    "EC 46112, 46113, 46117, 46141",
    "Minutes are measured against the pupil's minimum day.",
  ),
  rule("AR-MIN-2", "D", "EC 46211 (hour increments)", "Below a minimum day, time counts in whole hours."),
  rule(
    "AR-MIN-3",
    "D",
    "EC 46211 (daily increments)",
    "A date that reaches the minimum day counts as that day.",
  ),
  rule(
    "AR-MIN-4",
    "D",
    "EC 46211",
    "Credited time that does not fill a day stays for later dates of the year.",
  ),
  rule(
    "AR-CAP-1",
    "A",
    "EC 46211(d)",
    "Whole days only: the least of days earned, ten, and eligible absences.",
  ),
  rule(
    "AR-CAP-2",
    "A",
    "CALPADS STAS0740E1",
    "Ten days is the most for a pupil over all schools of the agency.",
  ),
  rule("AR-CAP-3", "A", "CALPADS STAS0739", "STAS field 13.24 is a whole number from 0 to 10."),
  rule(
    "AR-CAP-4",
    "A",
    "EC 46211(d)(1)",
    "At most one day is earned on a calendar day, and none without time on it that counts.",
  ),
  rule("AR-CAP-5", "B", "EC 46211(d)", "At most five days of attendance in a school week."),
  rule("AR-CAP-6", "B", "EC 46211", "Absences and recovery days of a former agency cannot be used."),
];
