import type { ProviderName } from '../../../mocks/index.ts';
import type { Source } from '../../kit/exchange.ts';
import type { Operations } from '../../types/operations.ts';
import type { Rule } from '../../types/rules.ts';

/** An operation with its provider, such as `leeloo/create-email-account`. */
export type OperationId = { [Name in ProviderName]: `${Name}/${Operations[Name]}` }[ProviderName];

/** What a request in the journal must be like; every member that is given must fit. */
export interface RequestFilter {
  readonly provider?: ProviderName | undefined;
  /** With its provider, or alone. */
  readonly operation?: OperationId | Operations[ProviderName] | undefined;
  /** A rule that applied, whether it chose the reply or not. */
  readonly rule?: Rule | undefined;
  /** Status of the reply; 0 when nothing was answered. */
  readonly status?: number | undefined;
  /** Where the reply came from. */
  readonly source?: Source | undefined;
  readonly method?: string | undefined;
  /** The provider's own path with its query; secrets in it are `***`. */
  readonly path?: string | RegExp | undefined;
  /**
   * What the request's body has at least: members that are not named may be anything, lists must be as long. Matchers such
   * as `expect.any(String)` may stand in it.
   */
  readonly body?: unknown;
}

/** A filter, or its most usual kinds for short: a provider, or an operation with its provider. */
export type RequestQuery = ProviderName | OperationId | RequestFilter;
