import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { numberInAddress } from "#app/access/number-in-address.ts";
import { roles } from "#app/access/permissions.ts";
import { notFound, requireActor } from "#app/access/require-actor.server.ts";
import { takeShownOnce } from "#app/access/shown-once.server.ts";
import { listUsers } from "#app/access/user-list.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";
import { AccountActions, GiveRole, HeldRoles } from "./user-forms.tsx";

export const meta: MetaFunction = () => [{ title: "A person · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "people:manage", "district");
  const id = numberInAddress(params.userId);
  const [user] = await context.door.asActor(actor, (tx) => listUsers(tx, id));
  if (!user) throw notFound();
  const { lines, cookie } = await takeShownOnce(context, request, actor.userId);
  const seen = user.lastSeenAt ? writtenMoment(user.lastSeenAt, context.settings.timeZone) : "Never";
  return data(
    {
      frame: frameOf(actor, "people"),
      user: { ...user, lastSeenAt: seen },
      isSelf: user.id === actor.userId,
      oneTimePassword: lines?.[0] === String(id) ? (lines[1] ?? null) : null,
      places: [{ id: 0, name: "District" }, ...actor.places],
      roles: [...roles],
    },
    { headers: { "Set-Cookie": cookie } },
  );
}

export default function User() {
  const { frame, user, isSelf, oneTimePassword, places, roles: choices } = useLoaderData<typeof loader>();
  return (
    <Page frame={frame} title={user.name} above={<a href={paths.users()}>All people</a>}>
      {oneTimePassword && (
        <Notice kind="good">
          <p>
            One-time password: <code>{oneTimePassword}</code>
          </p>
          <p>
            It is shown only now. Give it to {user.name} in person. They choose their own at the first
            sign-in.
          </p>
        </Notice>
      )}
      <DefinitionList
        facts={[
          { term: "Email", is: user.email },
          { term: "Staff ID", is: user.staffId ?? "None" },
          {
            term: "State",
            is: user.suspended ? "Suspended" : user.enrolled ? "Active" : "Has not signed in yet",
          },
          { term: "Last used", is: user.lastSeenAt },
        ]}
      />
      <HeldRoles userId={user.id} held={user.roles} fixed={isSelf} />
      {isSelf ? (
        <p className="text">You cannot change your own roles. Ask another district administrator.</p>
      ) : (
        <>
          <GiveRole userId={user.id} roles={choices} places={places} />
          <AccountActions userId={user.id} suspended={user.suspended} />
        </>
      )}
    </Page>
  );
}
