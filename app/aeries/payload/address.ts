import type { z } from "zod";
import { textOrNull } from "./field.ts";

/** Where a letter goes. */
export type PostalAddress = { street: string; city: string; state: string; zip: string };

const parts = ["Address", "AddressCity", "AddressState", "AddressZipCode", "AddressZipExt"] as const;
type Part = (typeof parts)[number];
type Name<P extends string> = `${P}${Part}`;

/** The five address fields of a row, whose names start with `prefix` ("Mailing" for pupils, "" elsewhere). */
export function address<P extends string>(prefix: P): { [K in Name<P>]: z.ZodType<string | null> } {
  return Object.fromEntries(parts.map((part) => [`${prefix}${part}`, textOrNull])) as {
    [K in Name<P>]: z.ZodType<string | null>;
  };
}

/** The address, or null when any part that a letter needs is blank. */
export function addressOf<P extends string>(
  prefix: P,
  row: { [K in Name<P>]: string | null },
): PostalAddress | null {
  const part = (name: Part) => row[`${prefix}${name}`];
  const street = part("Address");
  const city = part("AddressCity");
  const state = part("AddressState");
  const zip = part("AddressZipCode");
  const extension = part("AddressZipExt");
  if (street === null || city === null || state === null || zip === null) return null;
  return { street, city, state, zip: extension === null ? zip : `${zip}-${extension}` };
}
