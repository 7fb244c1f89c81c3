import type { Answer } from '../../src/kit/answer.ts';
import { isJsonObject, withoutNullMembers } from '../../src/kit/protocols/json.ts';
import type { Check } from '../../src/kit/provider.ts';
import type { Caller, GetResponseCall } from './caller.ts';
import { credentials } from './credentials.ts';
import { invalidParams, methodError, refuse } from './errors.ts';
import type { GetResponseRule } from './generated/rules.ts';
import { accountOfKey } from './lookups.ts';
import { otherAccount, ownerAccount } from './own-accounts.ts';
import type { GetResponseStores } from './records.ts';
import { schemas } from './schemas.ts';

type GetResponseCheck = Check<GetResponseStores, Caller>;

const keyForm = /^[0-9a-f]{32}$/i;

function checkParamsList({ input }: GetResponseCall): Answer | undefined {
  if (Array.isArray(input) && input.length > 0) return undefined;
  return refuse('getresponse/params-hash', invalidParams);
}

function checkKeyShape({ input }: GetResponseCall<readonly unknown[]>): Answer | undefined {
  const [key] = input;
  if (typeof key === 'string' && keyForm.test(key)) return undefined;
  return refuse('getresponse/api-key-shape', invalidParams);
}

function checkKey(call: GetResponseCall<readonly [string]>): Answer | undefined {
  const [key] = call.input;
  const account = key === credentials.ip_bound_api_key ? otherAccount : accountOfKey(call.world.stores, key);
  if (!account) return refuse('getresponse/api-key', methodError('API key verification failed'));
  call.caller = { isOwner: account === ownerAccount, account };
  return undefined;
}

function checkClientIp({ input }: GetResponseCall<readonly [string]>): Answer | undefined {
  if (input[0] !== credentials.ip_bound_api_key) return undefined;
  return refuse('getresponse/client-ip', methodError('API client IP not allowed'));
}

/** What every method looks at first: `params` and the key that they begin with. */
export const checkParams: readonly GetResponseCheck[] = [checkParamsList, checkKeyShape, checkKey, checkClientIp];

/** Takes the attributes out of `params`, for a method that cannot do without. */
export function readAttributes(call: GetResponseCall): Answer | undefined {
  const [, attributes] = Array.isArray(call.input) ? call.input : [];
  return takeAttributes(call, attributes);
}

/** Takes the attributes out of `params`, for a method that can do without; `null` counts as absent. */
export function readOptionalAttributes(call: GetResponseCall): Answer | undefined {
  const [, attributes] = Array.isArray(call.input) ? call.input : [];
  return takeAttributes(call, attributes ?? {});
}

function takeAttributes(call: GetResponseCall, attributes: unknown): Answer | undefined {
  if (!isJsonObject(attributes)) {
    return refuse('getresponse/params-hash', { ...invalidParams, data: 'Attribute params must be reference to hash' });
  }
  call.input = withoutNullMembers(attributes);
  return undefined;
}

/** Refuses attributes that break one rule of their schema as invalid params. */
export function checkSchema(schema: string, rule: GetResponseRule): GetResponseCheck {
  return ({ input }) => {
    const broken = schemas.violations(schema, input).find((violation) => violation.rule === rule);
    return broken && refuse(rule, invalidParams, { ...broken, rule });
  };
}

export function checkOwner({ caller }: GetResponseCall): Answer | undefined {
  if (caller.isOwner) return undefined;
  return refuse('getresponse/owner-privilege', methodError('Owner privilege missing'));
}
