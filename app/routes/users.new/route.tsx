import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { createAccount } from "#app/access/accounts.server.ts";
import { oneTimePassword } from "#app/access/one-time-password.server.ts";
import { personFields } from "#app/access/person-form.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { showOnce } from "#app/access/shown-once.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Page } from "#app/ui/page.tsx";
import { NewUserForm } from "./new-user-form.tsx";

export const meta: MetaFunction = () => [{ title: "Add a person · AP Tool" }];

const asked = personFields.extend({
  staffId: z
    .number("Enter the number that Aeries shows, or leave this empty.")
    .int()
    .positive()
    .max(2_147_483_647)
    .optional(),
});

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "people:manage", "district");
  return { frame: frameOf(actor, "people") };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "people:manage", "district");
  const submission = parseWithZod(await request.formData(), { schema: asked });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { name, email, staffId = null } = submission.value;
  const password = oneTimePassword();
  const passwordHash = await context.passwords.hash(password);
  const id = await context.door.asActor(actor, (tx) =>
    createAccount(tx, authorOf(actor), context.clock.now(), {
      email,
      name,
      passwordHash,
      staffId,
      roles: [],
    }),
  );
  if (id === null) {
    const taken = { email: ["Someone has an account with this email already."] };
    return data(submission.reply({ fieldErrors: taken }), { status: 400 });
  }
  return redirect(paths.user(id), {
    headers: { "Set-Cookie": await showOnce(context, actor.userId, [String(id), password]) },
  });
}

export default function NewUser() {
  const { frame } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <Page frame={frame} title="Add a person" lead="Next you give them a role and their one-time password.">
      <NewUserForm lastResult={lastResult} />
    </Page>
  );
}
