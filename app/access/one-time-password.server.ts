import { randomInt } from "node:crypto";

/** Without letters and digits that are taken for one another: it is read out or copied by hand. */
const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

/** A password for a first sign-in, where its owner must choose another: 16 characters, 79 bits. */
export const oneTimePassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(""),
  ).join("-");
