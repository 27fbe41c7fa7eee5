/** A pupil's number as it stands in an address; null where it can be none. */
export const pupilIdOf = (params: { pupilId?: string }): number | null =>
  /^[1-9]\d{0,8}$/.test(params.pupilId ?? "") ? Number(params.pupilId) : null;
