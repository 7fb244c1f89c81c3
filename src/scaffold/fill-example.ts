import { runExample } from '../app/run-example.ts';
import { drawnMark, type Example } from '../kit/example.ts';
import { isJsonObject, pointerSegment } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';

/** An example with what the mock drew, and where that stands. */
export interface Filled {
  readonly example: Example;
  /** JSON pointers into the example. */
  readonly places: readonly string[];
  /** Places for which the mock drew nothing. */
  readonly left: readonly string[];
}

/** Puts what the mock draws in the place of each mark; everything else stays as its author wrote it. */
export async function fillExample(provider: Provider, example: Example): Promise<Filled> {
  const { reply, state, entry } = await runExample(provider, example);
  const body: unknown = reply.body === undefined ? undefined : JSON.parse(reply.body);
  const places: string[] = [];
  const left: string[] = [];
  const fill = (written: unknown, actual: unknown, place: string): unknown => {
    if (written === drawnMark) {
      (actual === undefined ? left : places).push(place);
      return actual ?? written;
    }
    if (Array.isArray(written))
      return written.map((item, index) =>
        fill(item, Array.isArray(actual) ? actual[index] : undefined, `${place}/${index}`),
      );
    if (!isJsonObject(written)) return written;
    const member = (name: string) => (isJsonObject(actual) && Object.hasOwn(actual, name) ? actual[name] : undefined);
    return Object.fromEntries(
      Object.entries(written).map(([name, value]) => [
        name,
        fill(value, member(name), `${place}/${pointerSegment(name)}`),
      ]),
    );
  };
  // By the members of an example that tell of it; an object with `then` would be taken for a promise.
  const outcome = Object.fromEntries([
    ['reply', { ...reply, body }],
    ['then', state],
    ['journal', entry],
  ]);
  const filled = fill(example, outcome, '') as Example;
  return { example: filled, places, left };
}
