type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;

// Loaded with the first compressed body: most runs see none.
const zlib = () => process.getBuiltinModule('node:zlib');

const codings: Readonly<Record<string, () => Decode>> = {
  identity: () => (bytes) => bytes,
  gzip: () => zlib().gunzipSync,
  'x-gzip': () => zlib().gunzipSync,
  deflate: () => inflate,
  br: () => zlib().brotliDecompressSync,
  zstd: () => zlib().zstdDecompressSync,
  'aws-chunked': () => withoutSignedChunks,
};

/** Chunks as S3's clients write them into a body: each with its length in hexadecimal, and extensions such as a signature. */
function withoutSignedChunks(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    const [, size] = /^([0-9a-f]{1,8})(?:;.*)?$/i.exec(bytes.toString('latin1', at, Math.max(end, at))) ?? [];
    if (size === undefined) throw new Error('a chunk has no length');
    const length = Number.parseInt(size, 16);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}

/** RFC 9110 says zlib's format; some servers send the bare one. */
function inflate(bytes: Buffer, options: { maxOutputLength: number }): Buffer {
  const isZlib = bytes.length > 1 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  const { inflateSync, inflateRawSync } = zlib();
  return isZlib ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}

/** Nobody applies more to one body; each costs a pass over it, and a header may name thousands. */
const maxCodings = 8;

/**
 * Bytes without their content codings; or that there are too many bytes; or that there are more than 8 codings, an unknown
 * one, or the bytes are damaged.
 */
export type Decoded = Buffer | 'too-large' | 'unreadable';

/** Takes the content codings of a message away (RFC 9110, 8.4), the last one applied first. */
export function decode(bytes: Buffer, contentEncoding: string, maxLength: number): Decoded {
  const names = contentEncoding.split(',').flatMap((name) => name.trim().toLowerCase() || []);
  if (names.length > maxCodings) return 'unreadable';
  let decoded: Decoded = bytes;
  for (const name of names.reverse()) {
    decoded = decodeOne(decoded, name, maxLength);
    if (typeof decoded === 'string') return decoded;
  }
  return decoded.length <= maxLength ? decoded : 'too-large';
}

function decodeOne(bytes: Buffer, name: string, maxOutputLength: number): Decoded {
  const decompress = Object.hasOwn(codings, name) ? codings[name] : undefined;
  if (!decompress) return 'unreadable';
  try {
    return decompress()(bytes, { maxOutputLength });
  } catch (error) {
    return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      ? 'too-large'
      : 'unreadable';
  }
}

/** The bytes without their content codings; nothing when they cannot be decoded, or are longer than `maxLength`. */
export function decodeBody(bytes: Buffer, contentEncoding: string, maxLength: number): Buffer | undefined {
  const decoded = decode(bytes, contentEncoding, maxLength);
  return typeof decoded === 'string' ? undefined : decoded;
}
