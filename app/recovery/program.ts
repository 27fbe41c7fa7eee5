import type { Program } from "./minimum-day.ts";

const programs: Readonly<Record<string, Program>> = {
  "15": "continuation",
  "16": "county_community",
  "17": "community_day",
  "18": "juvenile_court",
  "19": "opportunity",
};

/** The program of a school by its category in Aeries (LOC.CT); any other category is a regular school. */
export function programOfSchool(categoryCode: string | null): Program {
  return programs[categoryCode?.trim() ?? ""] ?? "regular";
}
