import { paths } from "#app/paths.ts";
import { Button, PostButton } from "#app/ui/button.tsx";
import { Select } from "#app/ui/field.tsx";
import { Table } from "#app/ui/table.tsx";

type Held = { schoolId: number; school: string; role: string };

export function HeldRoles({
  userId,
  held,
  fixed,
}: {
  userId: number;
  held: readonly Held[];
  fixed: boolean;
}) {
  if (held.length === 0) return <p>No roles yet.</p>;
  return (
    <Table
      caption="Roles"
      rows={held}
      rowKey={(row) => `${row.schoolId} ${row.role}`}
      columns={[
        { title: "Role", cell: (row) => row.role },
        { title: "Where", cell: (row) => row.school },
        {
          title: "Change",
          cell: (row) =>
            fixed ? (
              ""
            ) : (
              <PostButton
                quiet
                action={paths.userRoleRemoval(userId)}
                values={{ role: row.role, schoolId: String(row.schoolId) }}
              >
                Remove
              </PostButton>
            ),
        },
      ]}
    />
  );
}

export function GiveRole({
  userId,
  roles,
  places,
}: {
  userId: number;
  roles: readonly string[];
  places: readonly { id: number; name: string }[];
}) {
  return (
    <form method="post" action={paths.userRoles(userId)} className="card narrow stack">
      <h2>Give a role</h2>
      <Select
        label="Role"
        field={{ id: "role", name: "role", required: true }}
        choices={roles.map((role) => ({ value: role, label: role }))}
        empty="Choose a role"
      />
      <Select
        label="Where"
        hint="A role at the district holds at every school."
        field={{ id: "schoolId", name: "schoolId", required: true }}
        choices={places.map((place) => ({ value: String(place.id), label: place.name }))}
        empty="Choose a place"
      />
      <Button>Give this role</Button>
    </form>
  );
}

export function AccountActions({ userId, suspended }: { userId: number; suspended: boolean }) {
  return (
    <>
      <h2>Sign-in</h2>
      <div className="row">
        <PostButton quiet action={paths.userNewPassword(userId)}>
          New one-time password
        </PostButton>
        {suspended ? (
          <PostButton action={paths.userReturn(userId)}>Let them sign in again</PostButton>
        ) : (
          <PostButton danger action={paths.userSuspension(userId)}>
            Suspend
          </PostButton>
        )}
      </div>
      <p className="text">
        A new one-time password is for someone who lost their password or their phone. It signs them out, and
        they set up codes again. Suspending signs them out at once and keeps them out.
      </p>
    </>
  );
}
