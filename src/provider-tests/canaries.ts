import { randomBytes, randomUUID } from 'node:crypto';

/** A secret that nobody else has. */
export interface Canary {
  readonly secret: string;
  /** The part of it that looks the same in most encodings, so that it is found in whatever leaks. */
  readonly core: string;
}

/** Makes canaries in the form of each kind of secret. */
export const canaries = {
  token: () => canary(randomUUID(), (core) => `pit-${core}`),
  uuid: () => canary(randomUUID()),
  key: () => canary(randomBytes(16).toString('hex')),
  /** Too short to be looked for elsewhere, so that it is masked at its place or not at all. */
  short: () => canary([...randomBytes(5)].map((byte) => 'QXZJVWKY'[byte % 8]).join('')),
  number: () => canary(String(randomBytes(6).readUIntBE(0, 6) + 1e14)),
  /** Keeps every provider's rules of passwords, and looks different in every encoding. */
  password: () => canary(randomBytes(9).toString('hex'), (core) => `Aa1! \u00df/+?"\\${core}`),
} as const;

function canary(core: string, whole: (core: string) => string = (text) => text): Canary {
  return { core, secret: whole(core) };
}

/** Each character percent-encoded, also those that need not be. */
export function percentEncoded(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('');
}
