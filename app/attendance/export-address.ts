/** Reads the address of an export; null where it can be none. */
export function exportAddressOf(params: { schoolId?: string; exportId?: string }) {
  if (!/^\d{1,9}$/.test(params.schoolId ?? "") || !/^\d{1,15}$/.test(params.exportId ?? "")) return null;
  return { schoolId: Number(params.schoolId), exportId: Number(params.exportId) };
}
