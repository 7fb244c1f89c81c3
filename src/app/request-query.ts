import type { RequestFilter as AnyRequestFilter } from '../journal/requests/request-filter.ts';
import type { Provider } from '../kit/provider.ts';
import type { NameOf, OperationId, OperationName, RuleId } from './provider-types.ts';

/** What a request in the journal must be like; a misspelled provider, operation or rule does not compile. */
export type RequestFilter<Given extends Provider = never> = AnyRequestFilter<
  NameOf<Given>,
  OperationId<Given> | OperationName<Given, NameOf<Given>>,
  RuleId<Given>
>;

/** A filter, or its most usual kinds for short: a provider, or an operation with its provider. */
export type RequestQuery<Given extends Provider = never> = NameOf<Given> | OperationId<Given> | RequestFilter<Given>;
