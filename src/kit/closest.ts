import { createRequire } from 'node:module';

// Required at the first mistake: most runs see none.
const require = createRequire(import.meta.url);

/** The candidates that are most like a text, best first; none that differs in more than two thirds of its letters. */
export function closestTo(text: string, candidates: readonly string[], most = 1): string[] {
  const { distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  // Long texts cost time by their square, and the tail of an absurd one tells nothing.
  const wanted = text.slice(0, 200).toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, changes: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, changes }) => changes <= Math.max(2, (candidate.length * 2) / 3))
    .sort((one, other) => one.changes - other.changes)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}
