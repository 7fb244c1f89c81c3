import type { JsonObject } from '../../src/engine/http.ts';
import { isJsonObject } from '../../src/engine/json.ts';
import type { Provider } from '../../src/engine/provider.ts';

// A provider's schemas do not change, so their words are collected once.
const collected = new WeakMap<Provider, ReadonlySet<string>>();

/**
 * The names of members and the fixed values of a provider's schemas, in lower case. Such a word is no secret
 * (`{"token": "WRONG_TOKEN"}`), and a careless password that is one (`Password`) hides at its own place only, or it would
 * break every body.
 */
export function vocabularyOf(provider: Provider): ReadonlySet<string> {
  const known = collected.get(provider);
  if (known) return known;
  const words = new Set<string>();
  for (const name of provider.schemas.names()) collect(provider.schemas.read(name), words);
  collected.set(provider, words);
  return words;
}

function collect(schema: unknown, words: Set<string>): void {
  if (Array.isArray(schema)) for (const part of schema) collect(part, words);
  if (!isJsonObject(schema)) return;
  for (const word of wordsOf(schema)) if (typeof word === 'string') words.add(word.toLowerCase());
  for (const part of Object.values(schema)) collect(part, words);
}

function wordsOf({ properties, enum: values, const: value }: JsonObject): unknown[] {
  return [
    ...(isJsonObject(properties) ? Object.keys(properties) : []),
    ...(Array.isArray(values) ? values : []),
    value,
  ];
}
