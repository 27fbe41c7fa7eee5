import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { listUsers } from "#app/access/user-list.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "People · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "people:manage", "district");
  const users = await context.door.asActor(actor, (tx) => listUsers(tx));
  return {
    frame: frameOf(actor, "people"),
    users: users.map((user) => ({
      id: user.id,
      name: user.name,
      email: user.email,
      roles: user.roles.map(({ role, school }) => `${role}, ${school}`).join("; ") || "None",
      state: user.suspended ? "Suspended" : user.enrolled ? "Active" : "Has not signed in yet",
      seen: user.lastSeenAt ? writtenMoment(user.lastSeenAt, context.settings.timeZone) : "Never",
    })),
  };
}

export default function Users() {
  const { frame, users } = useLoaderData<typeof loader>();
  return (
    <Page frame={frame} title="People" lead="Who can sign in, and what they may do.">
      <LinkButton href={paths.userNew()}>Add a person</LinkButton>
      <Table
        caption="People with an account"
        rows={users}
        rowKey={(user) => user.id}
        columns={[
          { title: "Name", cell: (user) => <a href={paths.user(user.id)}>{user.name}</a> },
          { title: "Email", cell: (user) => user.email },
          { title: "Roles", cell: (user) => user.roles },
          { title: "State", cell: (user) => user.state },
          { title: "Last used", cell: (user) => user.seen },
        ]}
      />
    </Page>
  );
}
