import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** A long text on its way into a file: in memory it is packed, piece by piece, until the whole is wanted. */
export interface PackedFile {
  append(text: string): Promise<void>;
  /** The whole, unpacked; the pieces are gone then. */
  whole(): Promise<Uint8Array>;
}

export function createPackedFile(): PackedFile {
  const pieces: Buffer[] = [];
  let length = 0;
  return {
    async append(text) {
      const bytes = Buffer.from(text);
      length += bytes.length;
      // Copied, as what zlib gives holds on to a larger piece of memory.
      pieces.push(Buffer.from(await pack(bytes)));
    },
    async whole() {
      const content = Buffer.alloc(length);
      let at = 0;
      for (const piece of pieces) at += (await unpack(piece)).copy(content, at);
      pieces.length = 0;
      return content;
    },
  };
}
