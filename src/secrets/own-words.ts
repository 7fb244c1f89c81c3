import { oncePer } from '../kit/once-per.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';

/**
 * The names of members and the fixed values of a provider's schemas, in lower case. Such a word is no secret
 * (`{"token": "WRONG_TOKEN"}`), and a careless password that is one (`Password`) hides at its own place only, or it would
 * break every body.
 */
export const ownWordsOf = oncePer(({ schemas }: Provider): ReadonlySet<string> => {
  const words = new Set<string>();
  for (const name of schemas.names()) collect(schemas.read(name), words);
  return words;
});

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
