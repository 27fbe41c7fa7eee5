import type { z } from "zod";
import type { Actor } from "#app/access/actor.ts";
import type { Context } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { readRecoverySettings } from "../district-settings.server.ts";
import type { FormReply } from "../form-reply.ts";
import type { RecoverySettings } from "../settings.ts";
import { type CaseForm, readCase, valuesIn } from "./read-case.ts";

/**
 * What a page that asks the rules needs, and the status it answers with. A case is nobody's: it stands in the address,
 * so that it can be kept, sent on and printed.
 */
export async function loadCase<S extends z.ZodType, View>(
  { context, actor, request }: { context: Context; actor: Actor; request: Request },
  form: CaseForm<S>,
  answer: (asked: z.output<S>, district: RecoverySettings, today: Temporal.PlainDate) => View,
) {
  const query = new URL(request.url).searchParams;
  const read = readCase(query, form);
  const sent: FormReply = read.read === "wrong" ? read.reply : { errors: {}, values: valuesIn(query) };
  const today = context.clock.today();
  const district = await context.door.asVisitor((tx) => readRecoverySettings(tx, today));
  return {
    page: {
      frame: frameOf(actor, "recovery"),
      schoolId: actor.schoolId,
      sent,
      district,
      today: today.toString(),
      view: read.read === "case" ? answer(read.asked, district, today) : null,
    },
    status: read.read === "wrong" ? 400 : 200,
  };
}
