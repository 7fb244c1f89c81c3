import type { ExampleRequest } from '../kit/example.ts';
import type { StateParam } from '../kit/world/provider-state.ts';

/** One example of a rule as it is sent to the real API. */
export interface Trial {
  /** The example's file name, without its ending. */
  readonly name: string;
  readonly rule: string;
  /** What happens before, and the example's own request last. */
  readonly requests: readonly ExampleRequest[];
  /** What must be there before. */
  readonly begins: readonly Beginning[];
  /** How many accounts, users and so on its requests make where the API is as the mock is. */
  readonly makes: number;
  /** Whether the mock refuses its request. */
  readonly isRefused: boolean;
}

/** Something that an example begins with, as a provider state makes it at the real API. */
export interface Beginning {
  /** The same for beginnings that can be shared. */
  readonly key: string;
  /** The provider state's name. */
  readonly state: string;
  readonly params: Readonly<Record<string, StateParam>>;
  /** Values of the example by the names under which the state returns the real ones. */
  readonly values: Readonly<Record<string, string>>;
  /** Whether it makes a record there. */
  readonly makes: boolean;
}

/** An example that is not sent, and why, as a clause. */
export interface SkippedExample {
  readonly name: string;
  readonly rule: string;
  readonly reason: string;
}
