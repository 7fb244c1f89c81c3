import { declaresJson, type JsonObject, type ProviderRequest } from '../../src/kit/protocols/http.ts';
import { isJsonObject, parseJson } from '../../src/kit/protocols/json.ts';
import { maskJson, textMask } from '../../src/secrets/masking.ts';
import { collectNamed } from '../../src/secrets/secret-values.ts';

/** Passwords under either call's names; tokens and keys too, for callers who send them to the wrong place. */
const secretNames = /^(password|cnfpassword|passwordcnf|token|apikey)$/i;
const parts = { isSecretName: (name: string) => secretNames.test(name) };

/** The request as it was sent, unknown members and nulls included, with every secret masked wherever it stands. */
export function failedRequest(request: ProviderRequest, token = ''): JsonObject {
  const sent = declaresJson(request) ? parseJson(request.body)?.value : undefined;
  const secrets = new Set([token]);
  collectNamed(sent, parts, secrets);
  const shown = maskJson(sent, parts, textMask(secrets));
  return isJsonObject(shown) ? shown : {};
}
