import type { AmountName } from "./amounts.ts";

/** What each amount is called; the state sets them each year, so they are entered and never assumed. */
export const amountWords: Record<AmountName, string> = {
  lcff_tk_3: "Dollars per ADA, TK to grade 3",
  lcff_4_6: "Dollars per ADA, grades 4 to 6",
  lcff_7_8: "Dollars per ADA, grades 7 and 8",
  lcff_9_12: "Dollars per ADA, grades 9 to 12",
  ada_days: "Days of attendance that make one ADA",
};
