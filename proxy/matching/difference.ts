import { leavesOf } from './canonical.ts';
import type { CanonicalRequest } from './canonical-request.ts';

/** Differences that a message names; more of them say no more. */
const maxNamed = 5;
/** Characters of a value that a message shows. */
const maxShown = 80;

/** What tells a request from a recorded one: each place with both values. */
export interface Difference {
  readonly count: number;
  /** Such as `body /data/0/email is "a@b.example", recorded is "c@d.example"`. */
  readonly text: string;
}

/** Compares two requests place by place. */
export function differenceOf(asked: CanonicalRequest, recorded: CanonicalRequest): Difference {
  const [here, there] = [placesOf(asked), placesOf(recorded)];
  const names = [...new Set([...here.keys(), ...there.keys()])].filter((name) => here.get(name) !== there.get(name));
  const lines = names
    .slice(0, maxNamed)
    .map((name) => `${name} is ${shown(here.get(name))}, recorded is ${shown(there.get(name))}`);
  const more = names.length > maxNamed ? [`and ${names.length - maxNamed} more`] : [];
  return { count: names.length, text: [...lines, ...more].join('; ') };
}

function placesOf({ method, path, query, headers, body }: CanonicalRequest): Map<string, string> {
  return new Map([
    ['the method', method],
    ['the path', path],
    ...numbered(query).map(([name, value]) => [`query ${name}`, value] as const),
    ...numbered(headers).map(([name, value]) => [`header ${name}`, value] as const),
    ...[...leavesOf(body)].map(([pointer, text]) => [pointer === '' ? 'the body' : `body ${pointer}`, text] as const),
  ]);
}

function numbered(pairs: CanonicalRequest['query']) {
  const seen = new Map<string, number>();
  return pairs.map(([name, value]) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return [times === 1 ? name : `${name} (${times})`, JSON.stringify(value)] as const;
  });
}

/** Without control characters, which a terminal would obey. */
function shown(value: string | undefined): string {
  if (value === undefined) return 'absent';
  const plain = value.replaceAll(/\p{C}/gu, '?');
  return plain.length <= maxShown ? plain : `${plain.slice(0, maxShown)}... (${plain.length} characters)`;
}
