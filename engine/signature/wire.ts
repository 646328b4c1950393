/** The binary fields of SSH's formats: RFC 4251, section 5, "string" and "uint32". */

/** Reads fields one after the other; each throws Malformed where the bytes end before it does. */
export interface WireReader {
  uint32(): number;
  /** A `string`: its length, then its bytes. */
  field(): Buffer;
  text(): string;
  bytes(count: number): Buffer;
  rest(): Buffer;
}

/** The bytes are not what their format says; callers tell it as a diagnostic of their own. */
export class Malformed extends Error {}

export function wireReader(bytes: Buffer): WireReader {
  let at = 0;
  const take = (count: number): Buffer => {
    if (at + count > bytes.length) throw new Malformed();
    const taken = bytes.subarray(at, at + count);
    at += count;
    return taken;
  };
  const uint32 = (): number => take(4).readUInt32BE(0);
  const field = (): Buffer => take(uint32());
  return {
    uint32,
    field,
    text: () => field().toString('utf8'),
    bytes: take,
    rest: () => take(bytes.length - at),
  };
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function field(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}
