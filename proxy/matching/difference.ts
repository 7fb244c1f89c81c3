import type { CanonicalRequest } from './canonical-request.ts';
import { eachDifference, printed } from './json-differences.ts';
import { withMatched } from './matchers.ts';

/** Differences that a message names; more of them say no more. */
const maxNamed = 5;
/** Characters of a name or a value that a message shows. */
const maxShown = 80;

/** What tells a request from a recorded one: each place with both values. */
export interface Difference {
  readonly count: number;
  /** Such as `body /data/0/email is "a@b.example", recorded is "c@d.example"`. */
  readonly text: string;
}

/** Compares two requests place by place. */
export function differenceOf(asked: CanonicalRequest, recorded: CanonicalRequest): Difference {
  const found = new Differences();
  const [here, there] = [placesOf(asked), placesOf(recorded)];
  for (const name of new Set([...here.keys(), ...there.keys()])) found.add(name, here.get(name), there.get(name));
  eachDifference(asked.body, withMatched(recorded.body, asked.body), (path, one, other) => {
    if (found.isFull) return found.addUnnamed();
    const name = path.length === 0 ? 'the body' : `body /${path.join('/')}`;
    found.add(name, one === undefined ? undefined : printed(one), other === undefined ? undefined : printed(other));
  });
  return found;
}

class Differences implements Difference {
  count = 0;
  readonly #lines: string[] = [];

  get isFull(): boolean {
    return this.#lines.length >= maxNamed;
  }

  add(name: string, here: string | undefined, there: string | undefined): void {
    if (here === there) return;
    if (!this.isFull) this.#lines.push(`${shown(name)} is ${shown(here)}, recorded is ${shown(there)}`);
    this.count += 1;
  }

  addUnnamed(): void {
    this.count += 1;
  }

  get text(): string {
    const more = this.count - this.#lines.length;
    return [...this.#lines, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  }
}

/** All but the body. */
function placesOf({ method, path, query, headers }: CanonicalRequest): Map<string, string> {
  return new Map([
    ['the method', method],
    ['the path', path],
    ...numbered(query).map(([name, value]) => [`query ${name}`, value] as const),
    ...numbered(headers).map(([name, value]) => [`header ${name}`, value] as const),
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
function shown(text: string | undefined): string {
  if (text === undefined) return 'absent';
  const start = text.slice(0, maxShown).replaceAll(/\p{C}/gu, '?');
  return text.length <= maxShown ? start : `${start}... (${text.length} characters)`;
}
