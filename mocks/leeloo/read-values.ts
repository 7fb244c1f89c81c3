import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { isJsonObject } from '../../src/kit/protocols/json.ts';

/**
 * Reads a body's members as LIVR does: a number or a boolean counts as its text, and an empty text as absent. The body was
 * parsed for this call alone, so it is changed where it stands.
 */
export function readValues(body: JsonObject): JsonObject {
  readText(body, 'connection_id');
  readText(body, 'tags');
  if (body.tags === '') delete body.tags;
  if (body.data === '') delete body.data;
  for (const item of Array.isArray(body.data) ? body.data : []) {
    if (!isJsonObject(item)) continue;
    readText(item, 'email');
    readText(item, 'name');
  }
  return body;
}

function readText(object: JsonObject, name: string): void {
  const value = object[name];
  if (typeof value === 'number' || typeof value === 'boolean') object[name] = String(value);
}
