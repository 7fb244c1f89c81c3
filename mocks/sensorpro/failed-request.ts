import type { JsonObject, ProviderRequest } from '../../src/engine/http.ts';
import { declaresJson } from '../../src/engine/http.ts';
import { isJsonObject, parseJson } from '../../src/engine/json.ts';
import { maskJson, textMask } from '../../src/engine/masking.ts';

/** Members whose values are secrets, as whole names in any case. */
const secretName = /^(password|cnfpassword|passwordcnf|token|apikey)$/i;

/** The request as it was sent, unknown members and nulls included, with every secret masked wherever it stands. */
export function failedRequest(request: ProviderRequest, token = ''): JsonObject {
  const sent = declaresJson(request) ? parseJson(request.body)?.value : undefined;
  const isSecretName = (name: string) => secretName.test(name);
  const maskText = textMask(new Set([token, ...secretTexts(sent, isSecretName)]));
  const masked = maskJson(sent, { isSecretName }, maskText);
  return isJsonObject(masked) ? masked : {};
}

/** The texts at members with a secret name, at any depth. */
function secretTexts(value: unknown, isSecretName: (name: string) => boolean): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => secretTexts(item, isSecretName));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    isSecretName(name) && typeof member === 'string' ? [member] : secretTexts(member, isSecretName),
  );
}
