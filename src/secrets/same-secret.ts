import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares digests, so that neither length nor content shows in the time taken. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
