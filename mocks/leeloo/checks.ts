import type { Answer, Violation } from '../../src/kit/answer.ts';
import { declaresJson, type JsonObject } from '../../src/kit/protocols/http.ts';
import { readJsonObject } from '../../src/kit/protocols/json-body.ts';
import type { Call } from '../../src/kit/provider.ts';
import { credentials } from './credentials.ts';
import { refuse, refuseFields } from './errors.ts';
import type { LeelooRule } from './generated/rules.ts';
import type { CreateEmailAccountRequest } from './generated/schemas.ts';
import { readValues } from './read-values.ts';
import { schemas } from './schemas.ts';
import type { LeelooStores } from './state.ts';

type LeelooCall<Input = unknown> = Call<Input, LeelooStores>;

/** Leeloo reads the body before it looks at the token. */
export function readBody(call: LeelooCall): Answer | undefined {
  const body = readJsonObject(call.request);
  call.input = body && readValues(body);
  if (body !== undefined) return undefined;
  return refuse({ rule: 'leeloo/broken-json', code: 'BROKEN_JSON', message: 'Please, verify your json' });
}

export function checkToken({ request }: LeelooCall): Answer | undefined {
  if (request.headers['x-leeloo-authtoken'] === credentials.token) return undefined;
  return refuse({ rule: 'leeloo/token', code: 'WRONG_TOKEN', fields: { token: 'WRONG_TOKEN' } });
}

export function checkFields({ input, request }: LeelooCall<JsonObject>): Answer | undefined {
  const found = schemas.violations('create-email-account.request', input);
  if (found.length === 0) return undefined;
  const violations = firstOfEachField(found);
  const isList = Array.isArray(input.data) && input.data.length > 1;
  return refuseFields(
    violations,
    declaresJson(request) ? undefined : 'leeloo/content-type',
    isList ? ['leeloo/all-or-nothing'] : [],
  );
}

function firstOfEachField(violations: readonly Violation<LeelooRule>[]): Violation<LeelooRule>[] {
  const byPath = new Map(violations.map((violation) => [violation.path, violation] as const).reverse());
  return violations.filter((violation) => byPath.get(violation.path) === violation);
}

export function checkKnownIds({ input, world }: LeelooCall<CreateEmailAccountRequest>): Answer | undefined {
  const { connections, tags } = world.stores;
  const fields: Record<string, 'WRONG_ID'> = {};
  const rules: LeelooRule[] = [];
  if (!connections.has(input.connection_id)) {
    fields.connection_id = 'WRONG_ID';
    rules.push('leeloo/connection-unknown');
  }
  if (input.tags !== undefined && !tags.has(input.tags)) {
    fields.tags = 'WRONG_ID';
    rules.push('leeloo/tag-unknown');
  }
  const [rule, ...others] = rules;
  return (
    rule && refuse({ rule, code: 'WRONG_ID', fields, effects: [...others, ...(others.length > 0 ? allReported : [])] })
  );
}

const allReported: readonly LeelooRule[] = ['leeloo/all-fields-reported'];
