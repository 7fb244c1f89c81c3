import { isJsonObject } from '../../src/kit/protocols/json.ts';
import type { CanonicalRequest } from './canonical-request.ts';

/** Places that are remembered of a request: of usual requests all. */
const maxMarks = 32;
/** Places that are looked at; the rest of a body hardly makes it nearer. */
const maxPlaces = 2_000;

/**
 * What a request looks like, in a few numbers: the smallest hashes of its places with their values (bottom-k sketch, Broder
 * 1997). To compare two takes no reading of either, so that the nearest of ten thousand recordings is found in some
 * milliseconds; to take each apart would take as many seconds.
 */
export type Sketch = Uint32Array;

/** The sketch of a request. */
export function sketchOf({ method, path, query, headers, body }: CanonicalRequest): Sketch {
  const marks = new Set<number>([hashOf(`method ${method}`), hashOf(`path ${path}`)]);
  for (const [index, segment] of path.split('/').entries()) marks.add(hashOf(`segment ${index} ${segment}`));
  for (const [name, value] of query) marks.add(hashOf(`query ${name} ${value}`));
  for (const [name, value] of headers) marks.add(hashOf(`header ${name} ${value}`));
  addBody(body, 'body', marks);
  return Uint32Array.from(marks).sort().slice(0, maxMarks);
}

/** How many marks of the one are not among those of the other, both ways. */
export function distance(one: Sketch, other: Sketch): number {
  let [common, here, there] = [0, 0, 0];
  while (here < one.length && there < other.length) {
    const [mine = 0, theirs = 0] = [one[here], other[there]];
    if (mine === theirs) common += 1;
    if (mine <= theirs) here += 1;
    if (theirs <= mine) there += 1;
  }
  return one.length + other.length - 2 * common;
}

function addBody(value: unknown, place: string, marks: Set<number>): void {
  if (marks.size >= maxPlaces) return;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) addBody(item, `${place}/${index}`, marks);
  else if (isJsonObject(value)) for (const name of Object.keys(value)) addBody(value[name], `${place}/${name}`, marks);
  else marks.add(hashOf(`${place} ${typeof value === 'string' ? value : JSON.stringify(value)}`));
}

/** FNV-1a, then mixed: a sketch needs no more of a hash than that it spreads. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  const length = Math.min(text.length, 256);
  for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 15) ^ text.length, 0x2c_1b_3c_6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
