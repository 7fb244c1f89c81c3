import { percentDecoded } from '../kit/protocols/percent.ts';
import type { TextMask } from './masking.ts';
import { mask, textMask } from './masking.ts';

/** Shorter pieces tell nothing, and stand in every text. */
const shortestPiece = 2;

/** Of a text in more pieces nothing is shown at all: no reply names so many, and looking for them takes its time. */
const maxPieces = 500;

/**
 * Masks what a reply may say of a secret that was spelled in HTML entities in a query or a form: each `&` of it parts it
 * there, and whoever reads the query names the pieces, not the secret (`property #83; should not exist`).
 * @param texts The query and the form, as sent. @param maskKnown Masks the secrets of the exchange as wholes.
 * @returns None when no secret was parted, which is nearly always.
 */
export function partedMask(texts: readonly string[], maskKnown: TextMask): TextMask | undefined {
  const pieces = new Set(texts.flatMap((text) => partedPieces(text, maskKnown)));
  if (pieces.size === 0) return undefined;
  if (pieces.size > maxPieces) return () => mask;
  const longestFirst = [...pieces].sort((one, other) => other.length - one.length);
  // Who names a piece may spell it anew, such as in a JSON pointer; of short ones every text would have some such spelling.
  const maskSpelled = textMask(longestFirst);
  return (text) => longestFirst.reduce((masked, piece) => masked.replaceAll(piece, mask), maskSpelled(text));
}

function partedPieces(text: string, maskKnown: TextMask): string[] {
  if (!text.includes('&')) return [];
  const masked = maskKnown(text);
  const shown = new Set(piecesOf(masked));
  const all = piecesOf(text);
  // A secret that stands in one value leaves as many pieces as there were.
  if (piecesOf(masked).length === all.length) return [];
  return all.filter((piece) => piece.length >= shortestPiece && !shown.has(piece));
}

function piecesOf(text: string): string[] {
  return text.split(/[&=]/).map((piece) => percentDecoded(piece.replaceAll('+', ' ')));
}
