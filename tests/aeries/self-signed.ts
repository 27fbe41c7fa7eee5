import { generateKeyPairSync, sign } from "node:crypto";

type Bytes = Uint8Array;

const tag = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  text: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
};
const oid = {
  commonName: [0x55, 4, 3],
  alternativeName: [0x55, 0x1d, 17],
  basicConstraints: [0x55, 0x1d, 19],
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2],
};
/** In a name of a certificate (RFC 5280, GeneralName). */
const ipAddress = 0x87;

/** One value in DER: its tag, its length in as few bytes as hold it, its content. */
function der(kind: number, ...contents: (Bytes | number[])[]): Bytes {
  const content = Buffer.concat(contents.map((each) => Buffer.from(each)));
  const length = content.length;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([kind, ...head]), content]);
}
const sequence = (...contents: Bytes[]) => der(tag.sequence, ...contents);
const named = (id: number[]) => der(tag.oid, id);
const time = (text: string) => der(tag.time, Buffer.from(text));
const extension = (id: number[], value: Bytes) => sequence(named(id), der(tag.octets, value));

/**
 * A certificate (RFC 5280) on a new P-256 key, signed by itself and good from 2000 to 2049: Node can make the key
 * and the signature, but has no call that issues a certificate.
 * @param ip for a server, its IPv4 address
 * @returns both in PEM
 */
export function selfSigned(commonName: string, ip?: string): { certificate: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(
    der(tag.set, sequence(named(oid.commonName), der(tag.text, Buffer.from(commonName)))),
  );
  const authority = extension(oid.basicConstraints, sequence(der(tag.boolean, [0xff])));
  const addresses = ip
    ? [extension(oid.alternativeName, sequence(der(ipAddress, ip.split(".").map(Number))))]
    : [];
  const algorithm = sequence(named(oid.ecdsaWithSha256));
  const statement = sequence(
    der(tag.version, der(tag.integer, [2])),
    der(tag.integer, [1]),
    algorithm,
    name,
    sequence(time("000101000000Z"), time("491231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(tag.extensions, sequence(authority, ...addresses)),
  );
  const signature = sign("sha256", statement, privateKey);
  const whole = Buffer.from(sequence(statement, algorithm, der(tag.bits, [0], signature)));
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${whole.toString("base64")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
