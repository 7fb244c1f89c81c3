import { isJsonObject, jsonValue } from '../../src/kit/protocols/json.ts';
import type { Operation, Provider } from '../../src/kit/provider.ts';
import { speaksJsonRpc } from '../matching/canonical-request.ts';
import { bodyBytes } from '../recording-format/recorded-body.ts';
import type { Recording } from '../recording-format/recording.ts';

/** Complaints that a warning lists. */
const maxListed = 3;

/** Where a recorded reply disagrees with what the provider's schemas say of it; nothing when it does not. */
export function schemaWarning(provider: Provider, recording: Recording): string | undefined {
  const operation = provider.operations.find(({ name }) => name === recording.operation);
  const value = jsonOf(recording);
  if (!operation || value === undefined) return undefined;
  if (speaksJsonRpc(provider)) {
    const result = isJsonObject(value) ? value.result : undefined;
    return result === undefined || result === null ? undefined : disagreement(provider, result, schemasOf(operation));
  }
  const described = operation.replies.filter(({ status }) => status === recording.response.status);
  if (described.length === 0) return `no reply of ${operation.name} has the status ${recording.response.status}`;
  return disagreement(
    provider,
    value,
    described.flatMap(({ schema }) => schema ?? []),
  );
}

function schemasOf({ replies }: Operation): string[] {
  return replies.slice(0, 1).flatMap(({ schema }) => schema ?? []);
}

function disagreement({ schemas }: Provider, value: unknown, names: readonly string[]): string | undefined {
  const [first] = names;
  if (first === undefined || names.some((name) => schemas.accepts(name, value))) return undefined;
  return `its reply disagrees with ${names.join(' and ')}: ${schemas.complaints(first, value).slice(0, maxListed).join('; ')}`;
}

function jsonOf({ response }: Recording): unknown {
  return jsonValue(bodyBytes(response.body)?.toString() ?? '');
}
