import type { Reader } from "./environment.ts";

/** Where the district's Aeries answers, and what it knows us by. */
export type AeriesAddress = Readonly<{ url: string; certificate: string; clientCertPath: string | null }>;

/** Both variables or neither. */
export function readAeriesAddress(from: Reader): AeriesAddress | null {
  const url = from.url("AERIES_URL", ["https:", "http:"]);
  const certificate = from.text("AERIES_CERTIFICATE");
  if (url && !certificate) from.refuse("AERIES_CERTIFICATE must be set beside AERIES_URL.");
  if (certificate && !from.text("AERIES_URL"))
    from.refuse("AERIES_URL must be set beside AERIES_CERTIFICATE.");
  if (!url || !certificate) return null;
  return Object.freeze({ url: url.href, certificate, clientCertPath: from.text("AERIES_CLIENT_CERT_PATH") });
}
