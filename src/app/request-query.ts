import type { OperationOf, ProviderName, RuleOf } from '../../mocks/catalogue.ts';
import type { RequestFilter as AnyRequestFilter } from '../journal/requests/request-filter.ts';

/** An operation with its provider, such as `leeloo/create-email-account`. */
export type OperationId = { [Name in ProviderName]: `${Name}/${OperationOf<Name>}` }[ProviderName];

/** What a request in the journal must be like; a misspelled provider, operation or rule does not compile. */
export type RequestFilter = AnyRequestFilter<
  ProviderName,
  OperationId | OperationOf<ProviderName>,
  RuleOf<ProviderName>
>;

/** A filter, or its most usual kinds for short: a provider, or an operation with its provider. */
export type RequestQuery = ProviderName | OperationId | RequestFilter;
