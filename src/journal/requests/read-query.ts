import { providers } from '../../../mocks/index.ts';
import { closestTo } from '../../kit/closest.ts';
import { readLedger } from '../../kit/ledger.ts';
import type { Provider } from '../../kit/provider.ts';
import type { RequestFilter, RequestQuery } from './request-filter.ts';
import { secretIn } from './secret-in.ts';

/** A filter that was checked: provider and operation stand apart. */
export type CheckedFilter = Omit<RequestFilter, 'provider' | 'operation'> & {
  readonly provider?: string | undefined;
  readonly operation?: string | undefined;
};

const members = ['provider', 'operation', 'rule', 'status', 'source', 'method', 'path', 'body'];

/** Checks what is asked for, with what else is asked beside it. Throws a TypeError that names the nearest right word. */
export function readQuery(query: RequestQuery = {}, details: Omit<RequestFilter, 'provider' | 'operation'> = {}) {
  const filter: CheckedFilter = { ...(typeof query === 'string' ? splitName(query) : query), ...details };
  for (const member of Object.keys(filter)) requireKnown('member', member, members);
  const named: CheckedFilter = { ...filter, ...splitOperation(filter.provider, filter.operation) };
  const searched = providers.filter(({ name }) => named.provider === undefined || name === named.provider);
  requireNames(named, searched);
  requireNoSecret(named, searched);
  return named;
}

function splitName(query: string): CheckedFilter {
  const slash = query.indexOf('/');
  return slash === -1
    ? { provider: query, operation: undefined }
    : { provider: query.slice(0, slash), operation: query.slice(slash + 1) };
}

/** An operation may be written with its provider: leeloo/create-email-account. */
function splitOperation(provider: string | undefined, operation: string | undefined): CheckedFilter {
  if (operation === undefined || !operation.includes('/')) return { provider, operation };
  const named = splitName(operation);
  if (provider !== undefined && provider !== named.provider)
    throw refuse(`the operation "${operation}" is none of ${provider}. Leave the provider out.`);
  return named;
}

function requireNames({ provider, operation, rule }: CheckedFilter, searched: readonly Provider[]): void {
  if (provider !== undefined)
    requireKnown(
      'provider',
      provider,
      providers.map(({ name }) => name),
    );
  if (operation !== undefined) requireKnown('operation', operation, [...searched.flatMap(operationNames), 'batch']);
  if (rule !== undefined) requireKnown('rule', rule, searched.flatMap(ruleIds));
}

function operationNames({ operations }: Provider): string[] {
  return operations.map(({ name }) => name);
}

function ruleIds(provider: Provider): string[] {
  return readLedger(provider).rules.map(({ id }) => id);
}

function requireNoSecret({ body }: CheckedFilter, searched: readonly Provider[]): void {
  for (const provider of searched) {
    const place = secretIn(body, provider);
    if (place === undefined) continue;
    throw refuse(`body${place} is a secret, which the journal only shows as "***". Leave it out, or look for "***".`);
  }
}

function requireKnown(what: string, given: string, known: readonly string[]): void {
  if (known.includes(given)) return;
  const nearest = closestTo(given, known, 3);
  const hint = nearest.length > 0 ? `Did you mean ${nearest.join(', or ')}?` : `There are ${known.join(', ')}.`;
  throw refuse(`the ${what} "${given}" is unknown. ${hint}`);
}

function refuse(problem: string): TypeError {
  return new TypeError(`Cannot look for requests: ${problem}`);
}
