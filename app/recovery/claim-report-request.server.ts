import type { Actor } from "#app/access/actor.ts";
import { notFound } from "#app/access/require-actor.server.ts";
import type { Context } from "#app/context.ts";
import { type ClaimPeriod, readPeriod } from "./claim-period.ts";
import { claimReportView } from "./claim-report-view.ts";
import { type PeriodClaims, periodClaims } from "./period-claims.server.ts";

/** The period that an address names, and what is wrong with its last day, if anything. @throws Response 404 */
export function askedPeriod(
  request: Request,
  params: { year?: string; period?: string },
): { period: ClaimPeriod; problem: string | null } {
  const asked = readPeriod(params.year, params.period, new URL(request.url).searchParams.get("through"));
  if (asked === null) throw notFound();
  return "problem" in asked
    ? { period: asked.usual, problem: asked.problem }
    : { period: asked, problem: null };
}

/** The report of the period that an address names, for the schools of the actor. @throws Response 404 */
export async function claimReportAsked(
  context: Context,
  actor: Actor,
  request: Request,
  params: { year?: string; period?: string },
) {
  const { period, problem } = askedPeriod(request, params);
  const worked: PeriodClaims = await periodClaims(context, period);
  const schools = actor.places.filter(({ id }) => actor.schools.includes(id));
  return { worked, problem, view: claimReportView(worked, schools) };
}
