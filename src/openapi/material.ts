import type { ApiVersion } from '../kit/api-version.ts';
import type { Provider } from '../kit/provider.ts';
import type { Components } from './components.ts';
import type { NamedExample } from './examples.ts';

/** What the parts of one description are made of. */
export interface Material {
  readonly provider: Provider;
  /** Filled while the description is made. */
  readonly components: Components;
  /** The version that is described alone; none for all together. */
  readonly version?: ApiVersion | undefined;
  /** All of the provider's examples, in the order in which they are shown. */
  readonly examples: readonly NamedExample[];
}
