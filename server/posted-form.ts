import { withoutNul } from "#app/access/without-nul.ts";
import type { RequestContext } from "#app/context.ts";

/**
 * The form of one request. It is read once, by whoever asks first, and the same fields are there for who asks later:
 * of a body already read the request itself would know nothing.
 */
export function postedForm(): Pick<RequestContext, "rememberForm" | "postedForm"> {
  let read: (() => Promise<FormData>) | null = null;
  return {
    rememberForm(request) {
      const fromBody = request.formData.bind(request);
      let form: Promise<FormData> | null = null;
      read = () => {
        form ??= fromBody().then(plain);
        return form;
      };
      request.formData = read;
    },
    postedForm: async () => (read === null ? null : read().catch(() => null)),
  };
}

const holdsNul = (value: FormDataEntryValue) => typeof value === "string" && value.includes("\0");

function plain(form: FormData): FormData {
  if (![...form.values()].some(holdsNul)) return form;
  const made = new FormData();
  for (const [name, value] of form) made.append(name, typeof value === "string" ? withoutNul(value) : value);
  return made;
}
