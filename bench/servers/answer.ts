import { schemas } from '../../mocks/leeloo/schemas.ts';
import { isJsonObject } from '../../src/kit/protocols/json.ts';

/** Validates a request with the mock's own compiled schema and answers without storing anything. */
export function answer(body: unknown) {
  if (schemas.violations('create-email-account.request', body).length > 0) return { status: 0 };
  const items = isJsonObject(body) && Array.isArray(body.data) ? body.data.length : 0;
  return { data: { count_to_process: items }, status: 1 };
}
