import type { Catalogue } from '../kit/catalogue.ts';
import { suggestion } from '../kit/did-you-mean.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import { operationsOf } from '../kit/provider-identity.ts';
import type { Fault } from '../sessions/fault.ts';
import { FaultError } from '../sessions/fault-error.ts';
import { optionalWholeNumber } from './fields.ts';
import { faultKinds } from './registry.ts';

const mostRequests = 1_000_000;
const commonFields = ['provider', 'operation', 'fault', 'times', 'after'];

/** Reads a fault as the admin API and the library are given it. Throws a FaultError that lists what is allowed. */
export function planFault(given: unknown, providers: Catalogue): Fault {
  if (!isJsonObject(given)) throw new FaultError(`no JSON object came. Send one such as ${example}.`);
  const { provider: providerName, operation: operationName, fault: kindName, times, after, ...own } = given;
  const provider = pick('provider', providerName, providers.identities);
  const kind = pick('fault', kindName, faultKinds);
  requireFields(own, kind.fields);
  const operations = operationsOf(provider).map((name) => ({ name }));
  const operation = operationName === undefined ? undefined : pick('operation', operationName, operations);
  const count = optionalWholeNumber('times', times, { least: 1, most: mostRequests });
  return {
    provider: provider.name,
    ...(operation && { operation: operation.name }),
    ...(count !== undefined && { times: count }),
    after: optionalWholeNumber('after', after, { least: 0, most: mostRequests }) ?? 0,
    ...kind.bind(own),
  };
}

const example = '{"provider": "leeloo", "fault": "status", "status": 503, "times": 1}';

function pick<Item extends { readonly name: string }>(what: string, name: unknown, items: readonly Item[]): Item {
  const found = items.find((item) => item.name === name);
  if (found) return found;
  throw new FaultError(
    `the ${what} is ${name === undefined ? 'missing' : 'unknown'}. ${suggestion(
      name,
      items.map((item) => item.name),
    )}`,
  );
}

function requireFields(own: JsonObject, fields: readonly string[]): void {
  const unknown = Object.keys(own).find((name) => !fields.includes(name));
  if (unknown === undefined) return;
  throw new FaultError(`a field is unknown. ${suggestion(unknown, [...commonFields, ...fields])}`);
}
