import type { Catalogue } from '../../kit/catalogue.ts';
import { suggestion } from '../../kit/did-you-mean.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import { operationsOf } from '../../kit/provider-identity.ts';
import type { Override } from './override.ts';
import { OverrideError } from './override-error.ts';
import { readReply } from './read-reply.ts';
import { keepMaker } from './reply-makers.ts';

const members = ['provider', 'operation', 'reply', 'when', 'times', 'after'];
const mostRequests = 1_000_000;

/** Reads an override as the admin API and the library are given it. Throws an OverrideError that lists what is allowed. */
export function readOverride(given: unknown, providers: Catalogue): Override {
  if (!isJsonObject(given)) throw new OverrideError(`no JSON object came. Send one such as ${example}.`);
  const unknown = Object.keys(given).find((name) => !members.includes(name));
  if (unknown !== undefined) throw new OverrideError(`a member is unknown. ${suggestion(unknown, members)}`);
  const identity = providers.identities.find(({ name }) => name === given.provider);
  if (!identity) throw missing('provider', given.provider, providers.names);
  const operations = operationsOf(identity);
  const operation = operations.find((name) => name === given.operation);
  if (operation === undefined) throw missing('operation', given.operation, operations);
  const times = count('times', given.times, 1);
  const { reply } = given;
  return {
    provider: identity.name,
    operation,
    ...whenOf(given.when),
    ...(times !== undefined && { times }),
    after: count('after', given.after, 0) ?? 0,
    reply:
      typeof reply === 'function' ? { maker: keepMaker(reply as Parameters<typeof keepMaker>[0]) } : readReply(reply),
  };
}

const example = '{"provider": "leeloo", "operation": "create-email-account", "reply": {"status": 503}, "times": 1}';

function missing(what: string, given: unknown, known: readonly string[]): OverrideError {
  return new OverrideError(
    `the ${what} is ${given === undefined ? 'missing' : 'unknown'}. ${suggestion(given, known)}`,
  );
}

function whenOf(when: unknown): Pick<Override, 'when'> {
  if (when === undefined) return {};
  if (isJsonObject(when) && Object.keys(when).every((name) => name === 'body')) return { when };
  throw new OverrideError('"when" is no condition. Give {"body": ...} with what the body must have at least.');
}

function count(name: string, value: unknown, least: number): number | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= mostRequests) return Number(value);
  throw new OverrideError(`"${name}" is no whole number from ${least} to ${mostRequests}. Use one such as 1.`);
}
