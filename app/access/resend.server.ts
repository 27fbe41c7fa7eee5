import { data } from "@remix-run/node";
import { keptFields } from "./kept-fields.server.ts";

/** What the root page needs to offer a form again that could not be saved. */
export type Resend = { resend: { path: string; fields: [string, string][] } };

/**
 * Runs the work of a posted form; where the records cannot be reached, the answer carries the form, so that the page
 * can offer to send it again and nothing typed is lost.
 * @param form the form if it has been read, else null and it is read now
 */
export async function keepingForm<T>(
  request: Request,
  form: FormData | null,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof Response) || failure.status !== 503 || request.method !== "POST") throw failure;
    const posted = form ?? (await request.formData().catch(() => null));
    if (!posted) throw failure;
    const fields = await keptFields(posted);
    const { pathname, search } = new URL(request.url);
    throw data({ resend: { path: pathname + search, fields } } satisfies Resend, {
      status: 503,
      headers: { "Retry-After": "30" },
    });
  }
}
