import { type Example, readExamples } from '../engine/example.ts';
import type { JsonObject } from '../engine/http.ts';
import { readLedger } from '../engine/ledger.ts';
import type { PathValues, Provider } from '../engine/provider.ts';

/** An example with its file name, without ending, and what its rule says. */
export interface NamedExample extends Example {
  readonly slug: string;
  readonly says: string;
}

/** A provider's examples in the order of the ledger, but those of the rule to try first before all. */
export function orderedExamples(provider: Provider): NamedExample[] {
  const { rules, try: slugToTry } = readLedger(provider);
  const examples = readExamples(provider);
  const first = examples.get(slugToTry)?.rule;
  const places = new Map(rules.map(({ id }, index) => [id, id === first ? -1 : index]));
  const says = new Map(rules.map((rule) => [rule.id, rule.says]));
  return [...examples]
    .map(([slug, example]) => ({ ...example, slug, says: says.get(example.rule) ?? '' }))
    .sort((one, other) => (places.get(one.rule) ?? 0) - (places.get(other.rule) ?? 0));
}

/** The examples with those first whose call succeeded. */
export function successesFirst(
  examples: readonly NamedExample[],
  isSuccess: (example: Example) => boolean,
): NamedExample[] {
  return [...examples.filter(isSuccess), ...examples.filter((example) => !isSuccess(example))];
}

/** One of the examples for each rule: that with the shortest name, which is the plainest. */
function plainest(examples: readonly NamedExample[]): NamedExample[] {
  const chosen = new Map<string, NamedExample>();
  for (const candidate of examples) {
    const known = chosen.get(candidate.rule);
    if (!known || candidate.slug.length < known.slug.length) chosen.set(candidate.rule, candidate);
  }
  return [...chosen.values()];
}

/** A body of one media type: its schema, and the plainest example of each rule, of which `pick` takes the body. */
export function content(
  mediaType: 'application/json' | 'text/plain',
  schema: JsonObject,
  examples: readonly NamedExample[],
  pick: (example: Example) => unknown,
): JsonObject {
  const shown = plainest(examples).map((example) => {
    const { slug, name, rule, says } = example;
    return [slug, { summary: name, description: `\`${rule}\`: ${says}`, value: pick(example) }] as const;
  });
  return { [mediaType]: { schema, ...(shown.length > 0 && { examples: Object.fromEntries(shown) }) } };
}

/** The path parameters of an example's request; nothing when it asks for an address that does not exist. */
export function pathValuesOf({ protocol }: Provider, { request }: Example): PathValues | undefined {
  const [path = '', query = ''] = request.path.split('?', 2);
  return protocol.route({ method: request.method, path, query, headers: {}, baseUrl: '/' })?.params;
}
