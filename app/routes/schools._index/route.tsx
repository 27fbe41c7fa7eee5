import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Your schools · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  return { frame: frameOf(actor, "schools"), places: actor.places };
}

export default function Schools() {
  const { frame, places } = useLoaderData<typeof loader>();
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
    </Page>
  );
}
