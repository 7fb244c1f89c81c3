import { defineProvider } from '../../src/kit/define-provider.ts';
import { jsonRpcProtocol } from '../../src/kit/protocols/json-rpc.ts';
import { errors, refuseProblem } from './errors.ts';
import { identity } from './identity.ts';
import { getAccount, getAccounts } from './operations/accounts.ts';
import { addAccount } from './operations/add-account.ts';
import { getCampaign, getCampaigns } from './operations/campaigns.ts';
import { getConfirmationBodies, getConfirmationSubjects } from './operations/confirmation-lists.ts';
import { getAccountFromFields, getAccountInfo } from './operations/own-account.ts';
import { ping } from './operations/ping.ts';
import { states } from './provider-states.ts';
import { realFacts } from './real-facts.ts';
import { samples } from './samples.ts';
import { schemas } from './schemas.ts';
import { state } from './state.ts';

const operations = [
  addAccount,
  getConfirmationSubjects,
  getConfirmationBodies,
  ping,
  getAccounts,
  getAccount,
  getAccountInfo,
  getAccountFromFields,
  getCampaigns,
  getCampaign,
];

/** GetResponse's account API, version 1.5.0, by JSON-RPC (source: getresponse-add-account). */
export const getresponse = defineProvider({
  ...identity,
  schemas,
  protocol: jsonRpcProtocol(operations, {
    // A GetResponse360 server stands at the path of its client.
    paths: ['/', '/:client'],
    ignoreLastSlash: true,
    refuse: refuseProblem,
  }),
  operations,
  errors,
  state,
  providerStates: states,
  realFacts,
  samples,
});
