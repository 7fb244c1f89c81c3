import { type Example, readExamples } from '../kit/example.ts';
import { routeAt } from '../kit/known-request.ts';
import { type Rule, readLedger } from '../kit/ledger.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import type { PathValues, Provider } from '../kit/provider.ts';

/** An example with its file name, without ending, and the rule that it shows. */
export interface NamedExample extends Omit<Example, 'rule'> {
  readonly slug: string;
  readonly rule: Rule;
}

/**
 * A provider's examples in the order in which they are shown: those of the rule to try first, those of rules that refuse
 * nothing, then the others in the order of the ledger. Examples of rules about every exchange are left out.
 */
export function orderedExamples(provider: Provider): NamedExample[] {
  const ledger = readLedger(provider);
  const examples = readExamples(provider);
  const first = examples.get(ledger.try);
  const rank = ({ id, broken_by }: Rule) => (id === first?.rule ? 0 : broken_by === undefined ? 1 : 2);
  const rules = ledger.rules.toSorted((one, other) => rank(one) - rank(other));
  return rules.flatMap((rule) => {
    const own = [...examples].filter(([, { rule: id, rules: applied }]) => id === rule.id && applies(id, applied));
    return plainestFirst(
      rule,
      ledger.try,
      own.map(([slug, example]) => ({ ...example, slug, rule })),
    );
  });
}

/** A batch has the rules of its members joined by commas. */
function applies(id: string, applied: readonly string[]): boolean {
  return applied.join(',').split(',').includes(id);
}

/** The plainest example is the one to try first, or is named like its rule, or has the shortest name. */
function plainestFirst({ id }: Rule, slugToTry: string, examples: readonly NamedExample[]): NamedExample[] {
  const rank = ({ slug }: NamedExample) => {
    if (slug === slugToTry) return -2;
    return id.endsWith(`/${slug}`) ? -1 : slug.length;
  };
  return examples.toSorted((one, other) => rank(one) - rank(other));
}

/** What is wrong with a refused example is its body, or what is stored, and not its address, its headers or its size. */
export function isAboutBody({ rule: { broken_by } }: NamedExample): boolean {
  return broken_by === undefined || broken_by === 'body' || broken_by === 'state';
}

/** A body of one media type: its schema, and the plainest example of each rule, of which `pick` takes the body. */
export function content(
  mediaType: 'application/json' | 'text/plain',
  schema: JsonObject,
  examples: readonly NamedExample[],
  pick: (example: NamedExample) => unknown,
): JsonObject {
  const plainest = [...Map.groupBy(examples, ({ rule }) => rule).values()].flatMap(([example]) => example ?? []);
  const shown = plainest.map((example) => {
    const { slug, name, rule } = example;
    return [slug, { summary: name, description: `\`${rule.id}\`: ${rule.says}`, value: pick(example) }] as const;
  });
  return { [mediaType]: { schema, ...(shown.length > 0 && { examples: Object.fromEntries(shown) }) } };
}

/** The path parameters of an example's request; nothing when it asks for an address that does not exist. */
export function pathValuesOf(provider: Provider, { request }: NamedExample): PathValues | undefined {
  const [path = '', query = ''] = request.path.split('?', 2);
  return routeAt(provider, { method: request.method, path, query })?.params;
}
