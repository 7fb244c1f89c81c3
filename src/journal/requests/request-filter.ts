import type { Source } from '../../kit/exchange.ts';

/** What a request in the journal must be like; every member that is given must fit. */
export interface RequestFilter<
  Provider extends string = string,
  Operation extends string = string,
  Rule extends string = string,
> {
  readonly provider?: Provider | undefined;
  /** With its provider, or alone. */
  readonly operation?: Operation | undefined;
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
