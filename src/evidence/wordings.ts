import { readExamples } from '../kit/example.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';

/** Which rules of a provider say which texts when they refuse, by its examples: a text of another rule is another check. */
export function wordingsOf(provider: Provider): ReadonlyMap<string, ReadonlySet<string>> {
  const rules = new Map<string, Set<string>>();
  for (const { rules: shown, reply } of readExamples(provider).values()) {
    const [rule] = shown;
    if (rule === undefined) continue;
    eachText(reply.body ?? reply.text, (text) => rules.set(text, (rules.get(text) ?? new Set()).add(rule)));
  }
  return rules;
}

function eachText(value: unknown, take: (text: string) => void): void {
  if (typeof value === 'string') take(value);
  else if (Array.isArray(value)) for (const item of value) eachText(item, take);
  else if (isJsonObject(value)) for (const item of Object.values(value)) eachText(item, take);
}
