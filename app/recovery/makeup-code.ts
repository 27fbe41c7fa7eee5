/** The name under which the district writes down the code by which Aeries knows recovery (ATT.ADA). */
export const makeupCodeName = "aeries_makeup_code";
export type MakeupCodeName = typeof makeupCodeName;

/** The code where the district has written none: what districts that do it by hand use. */
export const defaultMakeupCode = "M";

/** One character that can be printed, as the column of Aeries holds it. */
export const isMakeupCode = (text: string): boolean => /^[!-~]$/.test(text);
