import type { Addressee } from "./addressees.server.ts";

/**
 * How a slip names each child, so that the office knows for whom it was answered: the first name, or the full name where
 * brothers and sisters share the first one.
 */
export function slipNames(
  families: readonly Pick<Addressee, "pupilId" | "firstName" | "lastName">[],
): Map<number, string> {
  const alike = Map.groupBy(families, ({ firstName }) => firstName);
  return new Map(
    families.map(({ pupilId, firstName, lastName }) => [
      pupilId,
      alike.get(firstName)!.length > 1 ? `${firstName} ${lastName}` : firstName,
    ]),
  );
}
