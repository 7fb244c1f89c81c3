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

/** `Did you mean leeloo? `, for a message about a word that is unknown; nothing when no known one is like it. */
export function didYouMean(given: unknown, known: readonly string[], show = asItIs): string {
  const [nearest] = typeof given === 'string' ? closestTo(given, known) : [];
  return nearest === undefined || nearest === given ? '' : `Did you mean ${show(nearest)}? `;
}

/** The same, and then the list: `Did you mean leeloo? There are leeloo, sensorpro.` */
export function suggestion(given: unknown, known: readonly string[], show = asItIs): string {
  return `${didYouMean(given, known, show)}There are ${known.map(show).join(', ')}.`;
}

function asItIs(name: string): string {
  return name;
}
