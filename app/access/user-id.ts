/** A person's number from an address; -1, which nobody has, for anything else. */
export const userIdOf = (text: string | undefined): number =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : -1;
