import { defineProvider } from '../../src/kit/define-provider.ts';
import { restProtocol } from '../../src/kit/protocols/rest.ts';
import { errors } from './errors.ts';
import { identity } from './identity.ts';
import { createEmailAccount } from './operations/create-email-account.ts';
import { states } from './provider-states.ts';
import { realFacts } from './real-facts.ts';
import { samples } from './samples.ts';
import { schemas } from './schemas.ts';
import { state } from './state.ts';

const operations = [createEmailAccount];

/** Leeloo's account API, version 2 (source: leeloo-create-email-account). */
export const leeloo = defineProvider({
  ...identity,
  schemas,
  operations,
  // As Express routes by default.
  protocol: restProtocol(operations, { ignoreCase: true, ignoreLastSlash: true }),
  errors,
  // Public record: 300 requests a minute for each company.
  rateLimits: { limits: [{ name: 'minute', max: 300, windowMs: 60_000 }] },
  state,
  providerStates: states,
  realFacts,
  samples,
});
