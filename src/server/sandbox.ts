import type { RawHeaders } from '../../proxy/wire/header-pairs.ts';
import { valuesOf } from '../../proxy/wire/headers.ts';

/** What no browser makes a document of that runs scripts: data, text, and media that are not written in XML. */
const inert =
  /^(?:application\/(?:[\w.-]+\+)?json|application\/(?:x-)?ndjson|application\/octet-stream|text\/(?:plain|csv|event-stream)|image\/(?!svg)[\w.-]+|(?:audio|video|font)\/[\w.-]+)$/;

const sandbox: readonly string[] = ['Content-Security-Policy', 'sandbox'];
const nothing: readonly string[] = [];

/**
 * The headers to add to a reply that was made elsewhere: where a browser would render it, its scripts must not count as those
 * of this server. A policy of the reply's own stays beside it, and browsers keep to both.
 */
export function sandboxOf(status: number, rawHeaders: RawHeaders): readonly string[] {
  // Nothing is rendered of a reply that has no body.
  if (status === 204 || status === 304) return nothing;
  const types = valuesOf(rawHeaders, 'content-type');
  // Of several types a browser may take any, and without one it guesses.
  return types.length > 0 && types.every((list) => list.split(',').every(isInert)) ? nothing : sandbox;
}

function isInert(type: string): boolean {
  const [essence = ''] = type.split(';', 1);
  return inert.test(essence.trim().toLowerCase());
}
