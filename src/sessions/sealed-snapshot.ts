import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import type { SavedWorld } from '../kit/world/saved-world.ts';
import { Snapshot } from './snapshot.ts';

/** Bytes of the nonce and of the tag of AES-GCM (NIST SP 800-38D). */
const nonceBytes = 12;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';

/**
 * A snapshot as a text that may leave the server: it holds secrets in clear, so it is encrypted with a key that only this server
 * has, and nobody can change it unnoticed.
 */
export function sealSnapshot(snapshot: Snapshot, digestKey: Buffer): string {
  const { state, bytes } = Snapshot.open(snapshot, digestKey);
  const text = JSON.stringify({ state: [...state], bytes: [...bytes] });
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyOf(digestKey), nonce);
  const sealed = Buffer.concat([cipher.update(deflateSync(text)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The snapshot of a sealed text; nothing when this server has not sealed it. */
export function unsealSnapshot(text: string, digestKey: Buffer): Snapshot | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv(algorithm, keyOf(digestKey), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const opened = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
    const saved: SavedSnapshot = JSON.parse(inflateSync(opened).toString());
    return new Snapshot({ state: new Map(saved.state), bytes: new Map(saved.bytes) }, digestKey);
  } catch {
    return undefined;
  }
}

interface SavedSnapshot {
  readonly state: readonly (readonly [provider: string, saved: SavedWorld])[];
  readonly bytes: readonly (readonly [provider: string, bytes: number])[];
}

/** Another key than that of the digests, since each has one use. */
function keyOf(digestKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', digestKey, '', 'understudy snapshot', 32));
}
