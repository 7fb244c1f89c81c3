import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;

const codings: Readonly<Record<string, Decode>> = {
  identity: (bytes) => bytes,
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflate,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/** RFC 9110 says zlib's format; some servers send the bare one. */
function inflate(bytes: Buffer, options: { maxOutputLength: number }): Buffer {
  const isZlib = bytes.length > 1 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  return isZlib ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}

/**
 * The bytes without their content codings (RFC 9110, 8.4), the last one applied first. Nothing when a coding is unknown,
 * the bytes are damaged, or what they hold is longer than `maxLength`.
 */
export function decodeBody(bytes: Buffer, contentEncoding: string, maxLength: number): Buffer | undefined {
  const names = contentEncoding.split(',').flatMap((name) => name.trim().toLowerCase() || []);
  let decoded = bytes;
  for (const name of names.reverse()) {
    const decode = Object.hasOwn(codings, name) ? codings[name] : undefined;
    if (!decode) return undefined;
    try {
      decoded = decode(decoded, { maxOutputLength: maxLength });
    } catch {
      return undefined;
    }
  }
  return decoded.length <= maxLength ? decoded : undefined;
}
