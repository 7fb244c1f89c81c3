import { declaresJson, type JsonObject, type ProviderRequest } from './http.ts';
import { isJsonObject, parseJson, withoutNullMembers } from './json.ts';

/**
 * The JSON object in a request's body, without members that are `null`. Another content type or an empty body counts as
 * `{}` (common page of the mocks); a body that is declared as JSON but is no JSON object gives `undefined`.
 */
export function readJsonObject(request: ProviderRequest): JsonObject | undefined {
  if (!declaresJson(request) || request.body.length === 0) return {};
  const parsed = parseJson(request.body);
  if (!parsed || !isJsonObject(parsed.value)) return undefined;
  // Walking the value only pays when the text has a null at all.
  const value = parsed.text.includes('null') ? withoutNullMembers(parsed.value) : parsed.value;
  return isJsonObject(value) ? value : undefined;
}
