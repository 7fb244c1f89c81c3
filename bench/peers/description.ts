import { leeloo } from '../../mocks/leeloo/provider.ts';
import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { describe } from '../../src/openapi/describe.ts';

/** What `understudy openapi leeloo` prints. */
export function openapiText(): string {
  return JSON.stringify(describe(leeloo, 'http://127.0.0.1:4010'), null, 2);
}

/**
 * The schema of the create's body from an OpenAPI description, in one piece for tools that take JSON Schema.
 * @param description The text of the description.
 */
export function requestSchema(description: string): JsonObject {
  const local = description.replaceAll('#/components/schemas/', '#/$defs/');
  const { components } = JSON.parse(local, withoutAnnotations);
  const { CreateEmailAccountRequest, EmailAccount } = components.schemas;
  return { ...CreateEmailAccountRequest, $defs: { EmailAccount } };
}

/** Strict validators refuse keywords that they do not know. */
function withoutAnnotations(_key: string, value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-')));
}
