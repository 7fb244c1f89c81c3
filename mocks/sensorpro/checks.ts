import type { Answer } from '../../src/kit/answer.ts';
import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { readJsonObject } from '../../src/kit/protocols/json-body.ts';
import type { Call } from '../../src/kit/provider.ts';
import type { AddSubOrganizationRequest } from '../../src/types/sensorpro.ts';
import { refuse } from './errors.ts';
import { failedRequest } from './failed-request.ts';
import { fieldViolations } from './fields.ts';
import type { Token } from './records.ts';
import { caseless, type SensorproStores } from './stores.ts';

type SensorproCall<Input = unknown> = Call<Input, SensorproStores, Token>;

/** A POST without a body still has a length: the servers of this provider ask for it at a log-off. */
export function checkLength(call: SensorproCall): Answer | undefined {
  const { headers } = call.request;
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return undefined;
  return refuse(call, { rule: 'sensorpro/length-required', status: 411 });
}

/** The token stands in the path and is looked at before the body. */
export function checkToken(call: SensorproCall): Answer | undefined {
  const { stores, clock } = call.world;
  const token = stores.tokens.get(caseless(call.params.token ?? ''));
  if (!token || token.expiresAt <= clock.now()) return refuse(call, { rule: 'sensorpro/token' });
  call.caller = token;
  return undefined;
}

/** Reads the body; an empty text counts as absent, as `null` does. */
export function readBody(call: Call<unknown, SensorproStores>): Answer | undefined {
  const body = readJsonObject(call.request);
  if (!body) return refuse(call, { rule: 'sensorpro/broken-json', status: 400 });
  call.input = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
  return undefined;
}

export function checkOrganizationFields(call: SensorproCall<JsonObject>): Answer | undefined {
  const violations = fieldViolations('add-sub-organization.request', call.input, 'CnfPassword');
  const [first] = violations;
  return first && refuse(call, { rule: first.rule, violations });
}

export function checkUserFields(call: SensorproCall<JsonObject>): Answer | undefined {
  const violations = fieldViolations('add-update-user.request', call.input, 'PasswordCnf');
  const [first] = violations;
  return (
    first && refuse(call, { rule: first.rule, violations, failed: failedRequest(call.request, call.params.token) })
  );
}

/** A short code is half of what a sign-in names an organization by, so it is unique among all of them. */
export function checkCompany(call: SensorproCall<AddSubOrganizationRequest>): Answer | undefined {
  const taken = call.world.stores.organizations.get(caseless(call.input.Company));
  return taken && refuse(call, { rule: 'sensorpro/company-taken' });
}
