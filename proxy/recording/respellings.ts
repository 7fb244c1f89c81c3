import { ForgettingMap } from '../../src/kit/forgetting-map.ts';
import { parseJson } from '../../src/kit/protocols/json.ts';
import type { PlainRequest } from '../redaction/message.ts';

/** Shapes that are remembered. */
const maxShapes = 4_096;
/** Requests of a shape that are all proven by another spelling, and how often one is after that. */
const [first, oneOf] = [2, 32];

/**
 * Chooses which requests are proven by another spelling, too: to redact a request once more takes half as long as all else
 * that a recording does. Whether one is found in another spelling hangs on its shape, which most requests of a client have in
 * common: its names, the kinds of its values, and which of them are equal.
 */
export class Respellings {
  readonly #counts = new ForgettingMap<{ count: number }>(maxShapes);

  isDue(request: PlainRequest, operation: string | undefined): boolean {
    const shape = shapeOf(request, operation);
    const known = this.#counts.get(shape) ?? { count: 0 };
    this.#counts.set(shape, known);
    known.count += 1;
    return known.count <= first || known.count % oneOf === 0;
  }
}

function shapeOf({ method, query, headers, body }: PlainRequest, operation = ''): string {
  const parsed = 'bytes' in body ? parseJson(body.bytes) : undefined;
  const names = [...headers.map(([name]) => name), ...query.split('&').map((pair) => pair.split('=', 1)[0])];
  return JSON.stringify([operation, method, names, parsed && withoutValues(parsed.value)]);
}

/** Each text becomes its number in the order of their coming, so that equal ones stay equal. */
function withoutValues(value: unknown): string {
  const numbers = new Map<string, number>();
  return JSON.stringify(value, (_name, member: unknown) => {
    if (typeof member === 'number') return '#';
    if (typeof member !== 'string') return member;
    const number = numbers.get(member) ?? numbers.size;
    numbers.set(member, number);
    return number;
  });
}
