/** The number of a person or a token from an address; -1, which none has, for anything else. */
export const numberInAddress = (text: string | undefined): number =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : -1;
