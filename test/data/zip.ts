/** A zip file of given parts, also one that lies about the size of its last part. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Packed {
  readonly packed: Uint8Array;
  readonly size: number;
}

export function zipOf(
  parts: Readonly<Record<string, string | Uint8Array | Packed>>,
  lie: { readonly size?: number } = {},
): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const names = Object.keys(parts);
  for (const name of names) {
    const part = parts[name] as string | Uint8Array | Packed;
    const content = typeof part === 'string' ? Buffer.from(part) : part;
    const data = 'packed' in content ? content.packed : deflateRawSync(content);
    const real = 'packed' in content ? content.size : content.length;
    const size = name === names.at(-1) && lie.size !== undefined ? lie.size : real;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE('packed' in content ? 0 : crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, Buffer.from(name)]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}
