/** The number of a person, a pupil, a token or a program from an address or a form; -1, which none has, for anything else. */
export const numberInAddress = (text: string | undefined): number =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : -1;
