import { fileText } from "./file-text.ts";

/** A form with a password is not kept, not even sealed, and not printed back: its sender types it again. */
export const holdsPassword = (form: FormData): boolean => form.has("password");

/**
 * A form's fields as text, in their order, for a form of hidden fields that sends them again. A file becomes what a
 * sheet's own form sends of one that was read before: `fileName`, and `text` with what was in it. One that is no text
 * is left out: nobody reads it either way, and its sender still has it.
 */
export async function keptFields(form: FormData): Promise<[string, string][]> {
  const kept: [string, string][] = [];
  for (const [name, value] of form) {
    if (typeof value === "string") kept.push([name, value]);
    else if (value.size > 0) {
      const text = fileText(new Uint8Array(await value.arrayBuffer()));
      if (text !== null) kept.push(["fileName", value.name], ["text", text]);
    }
  }
  return kept;
}
