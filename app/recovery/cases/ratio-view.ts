import { gradeLabel, isKindergarten } from "#app/people/grade.ts";
import { mayEnter, ratioOf } from "../ratio.ts";
import type { RecoverySettings } from "../settings.ts";
import { rulesBehind, settingsTried } from "./behind.ts";
import type { RatioCase } from "./ratio-form.ts";

/** Is a room within the ratio, who may still enter, and why, in the words of the page. */
export function ratioView(asked: RatioCase, district: RecoverySettings, today: Temporal.PlainDate) {
  const used = { ...district, mixedRatio: asked.mixed ?? district.mixedRatio };
  const room = { ...asked, mixed: used.mixedRatio };
  const ratio = ratioOf(room);
  const there = asked.pupils.filter(({ count }) => count > 0);
  const kindergarten = there.some(({ grade }) => isKindergarten(grade));
  const mixed = kindergarten && there.some(({ grade }) => !isKindergarten(grade));
  return {
    summary: ratio.reason,
    facts: [
      { term: "Allowed", is: ratio.allowed ? "Yes" : "No" },
      { term: "The most pupils", is: String(ratio.limit) },
      { term: "May still enter of TK or K", is: String(mayEnter(room, "K")) },
      { term: "May still enter of grades 1 to 12", is: String(mayEnter(room, 1)) },
      {
        term: "In the room",
        is: there.map(({ grade, count }) => `${count} of ${gradeLabel(grade)}`).join(", ") || "Nobody",
      },
    ],
    rules: rulesBehind(mixed ? ["AR-SES-4", "AR-SES-5"] : ["AR-SES-4"], today),
    settings: mixed ? settingsTried(["mixedRatio"], { used, district }) : [],
  };
}
export type RatioView = ReturnType<typeof ratioView>;
