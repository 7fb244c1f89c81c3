import type { Catalogue } from '../../kit/catalogue.ts';
import { suggestion } from '../../kit/did-you-mean.ts';
import { readLedger } from '../../kit/ledger.ts';
import { operationsOf, type ProviderIdentity } from '../../kit/provider-identity.ts';
import type { RequestFilter } from './request-filter.ts';
import { secretIn } from './secret-in.ts';

/** A filter that was checked: provider and operation stand apart. */
export type CheckedFilter = Omit<RequestFilter, 'provider' | 'operation'> & {
  readonly provider?: string | undefined;
  readonly operation?: string | undefined;
};

const members = ['provider', 'operation', 'rule', 'status', 'source', 'method', 'path', 'body'];

/**
 * Checks what is asked for, with what else is asked beside it: a filter, or for short a provider or an operation with its
 * provider. Throws a TypeError that names the nearest right word.
 */
export function readQuery(
  providers: Catalogue,
  query: string | RequestFilter = {},
  details: Omit<RequestFilter, 'provider' | 'operation'> = {},
): CheckedFilter {
  const filter: CheckedFilter = { ...(typeof query === 'string' ? splitName(query) : query), ...details };
  for (const member of Object.keys(filter)) requireKnown('member', member, members);
  const named: CheckedFilter = { ...filter, ...splitOperation(filter.provider, filter.operation) };
  const searched = providers.identities.filter(({ name }) => named.provider === undefined || name === named.provider);
  requireNames(named, searched, providers);
  requireNoSecret(named, searched, providers);
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

function requireNames(
  { provider, operation, rule }: CheckedFilter,
  searched: readonly ProviderIdentity[],
  { names }: Catalogue,
): void {
  if (provider !== undefined) requireKnown('provider', provider, names);
  if (operation !== undefined) requireKnown('operation', operation, [...new Set(searched.flatMap(operationsOf))]);
  if (rule !== undefined) requireKnown('rule', rule, searched.flatMap(ruleIds));
}

function ruleIds(provider: ProviderIdentity): string[] {
  return readLedger(provider).rules.map(({ id }) => id);
}

function requireNoSecret({ body }: CheckedFilter, searched: readonly ProviderIdentity[], providers: Catalogue): void {
  if (body === undefined) return;
  for (const provider of searched) {
    const place = secretIn(body, providers.mock(provider));
    if (place === undefined) continue;
    throw refuse(`body${place} is a secret, which the journal only shows as "***". Leave it out, or look for "***".`);
  }
}

function requireKnown(what: string, given: string, known: readonly string[]): void {
  if (!known.includes(given)) throw refuse(`the ${what} "${given}" is unknown. ${suggestion(given, known)}`);
}

function refuse(problem: string): TypeError {
  return new TypeError(`Cannot look for requests: ${problem}`);
}
