import type { LoaderFunctionArgs } from "@remix-run/node";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { packetResponse } from "#app/reports/packet/archive.server.ts";
import { readPeriodChoice } from "#app/reports/packet/period.ts";
import { takePacket } from "#app/reports/packet/take-packet.server.ts";

/** The audit packet of a school's claimed days in a period. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:audit", params.schoolId);
  const { choice, problem } = readPeriodChoice(new URL(request.url).searchParams, context.clock.today());
  if (problem !== null) throw beyondScope(context);
  const packet = await takePacket(context, actor, [actor.schoolId], choice);
  return packetResponse(packet, `claimed-days-school-${actor.schoolId}-${context.clock.today()}.zip`);
}
