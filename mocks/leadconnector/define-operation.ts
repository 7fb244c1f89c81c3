import { restOperations } from '../../src/kit/protocols/rest.ts';
import type { Call, PathValues } from '../../src/kit/provider.ts';
import type { LeadConnectorCaller } from './credentials.ts';
import type { LeadConnectorStores } from './state.ts';

/** One call to LeadConnector on its way through the checks. */
export type LeadConnectorCall<Input = unknown, Query = unknown> = Call<
  Input,
  LeadConnectorStores,
  LeadConnectorCaller,
  PathValues,
  Query
>;

/** Makes an operation of LeadConnector. */
export const defineOperation = restOperations<LeadConnectorStores, LeadConnectorCaller>();
