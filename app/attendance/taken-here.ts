/** How Aeries counts attendance at a school, and schedules its classes. */
export type SchoolKeeping = {
  attendanceReporting: "negative" | "positive";
  scheduleType: "elementary" | "elementary_master" | "master" | "flex" | null;
};

/**
 * Why a school's registers cannot be taken here, as a sentence, or null where they can. A register knows exceptions:
 * where Aeries counts the hours that pupils attend, no mark does not mean present; flex periods have no register each.
 */
export function whyNotTakenHere({ attendanceReporting, scheduleType }: SchoolKeeping): string | null {
  if (attendanceReporting === "positive")
    return "This school counts the hours that pupils attend (positive attendance). Nobody is present without a mark, so its registers are taken in Aeries alone.";
  if (scheduleType === "flex")
    return "This school schedules its classes by flex periods, which have no registers here. They are taken in Aeries alone.";
  return null;
}
