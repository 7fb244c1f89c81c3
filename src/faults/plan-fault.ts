import { closestTo } from '../kit/closest.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import type { Fault } from '../sessions/fault.ts';
import { FaultError } from '../sessions/fault-error.ts';
import { optionalWholeNumber } from './fields.ts';
import { faultKinds } from './registry.ts';

const mostRequests = 1_000_000;
const commonFields = ['provider', 'operation', 'fault', 'times', 'after'];

/** Reads a fault as the admin API and the library are given it. Throws a FaultError that lists what is allowed. */
export function planFault(given: unknown, providers: readonly Provider[]): Fault {
  if (!isJsonObject(given)) throw new FaultError(`no JSON object came. Send one such as ${example}.`);
  const { provider: providerName, operation: operationName, fault: kindName, times, after, ...own } = given;
  const provider = pick('provider', providerName, providers);
  const kind = pick('fault', kindName, faultKinds);
  requireFields(own, kind.fields);
  const operation = operationName === undefined ? undefined : pick('operation', operationName, operationsOf(provider));
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

/** A batch of JSON-RPC goes by a name of its own, as in the journal. */
function operationsOf({ operations, protocol }: Provider): readonly { readonly name: string }[] {
  return protocol.endpoints.some(({ rpcMethod }) => rpcMethod !== undefined)
    ? [...operations, { name: 'batch' }]
    : operations;
}

function pick<Item extends { readonly name: string }>(what: string, name: unknown, items: readonly Item[]): Item {
  const found = items.find((item) => item.name === name);
  if (found) return found;
  throw new FaultError(
    `the ${what} is ${name === undefined ? 'missing' : 'unknown'}. ${hint(
      name,
      items.map((item) => item.name),
    )}`,
  );
}

function requireFields(own: JsonObject, fields: readonly string[]): void {
  const unknown = Object.keys(own).find((name) => !fields.includes(name));
  if (unknown === undefined) return;
  throw new FaultError(`a field is unknown. ${hint(unknown, [...commonFields, ...fields])}`);
}

function hint(name: unknown, known: readonly string[]): string {
  const [nearest] = typeof name === 'string' ? closestTo(name, known) : [];
  return `${nearest === undefined ? '' : `Did you mean ${nearest}? `}There are ${known.join(', ')}.`;
}
