import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows, type Permission } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Your schools · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  return {
    frame: frameOf(actor, "schools"),
    places: actor.places,
    district: ofDistrict
      .filter(({ asks }) => actor.isDistrict && allows(actor.roles, asks))
      .map(({ label, href }) => ({ label, href })),
  };
}

/** Pages that hold every school together, for whoever has a role at the district. */
const ofDistrict: { label: string; href: string; asks: Permission }[] = [
  { label: "Overview of recovery", href: paths.districtRecoveryOverview(), asks: "recovery:audit" },
  { label: "Claims of recovered days", href: paths.claims(), asks: "claims:read" },
  { label: "Audit packet of claimed days", href: paths.districtClaimPacket(), asks: "recovery:audit" },
];

export default function Schools() {
  const { frame, places, district } = useLoaderData<typeof loader>();
  return (
    <Page frame={frame} title="Your schools">
      {places.length === 0 ? (
        <Empty title="You do not work at a school yet">
          Ask the person who manages accounts to add your school.
        </Empty>
      ) : (
        <ul>
          {places.map((place) => (
            <li key={place.id}>
              <a href={paths.school(place.id)}>{place.name}</a>
            </li>
          ))}
        </ul>
      )}
      {district.length > 0 && (
        <>
          <h2>All schools together</h2>
          <ul>
            {district.map(({ label, href }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
