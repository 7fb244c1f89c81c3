import { defineProvider } from '../../src/kit/define-provider.ts';
import { restProtocol } from '../../src/kit/protocols/rest.ts';
import { errors } from './errors.ts';
import { identity } from './identity.ts';
import { addSubOrganization } from './operations/add-sub-organization.ts';
import { addUpdateUser } from './operations/add-update-user.ts';
import { signIn } from './operations/sign-in.ts';
import { signOff } from './operations/sign-off.ts';
import { states } from './provider-states.ts';
import { realFacts } from './real-facts.ts';
import { samples } from './samples.ts';
import { schemas } from './schemas.ts';
import { state } from './state.ts';

const operations = [signIn, signOff, addSubOrganization, addUpdateUser];

/** Sensorpro's account API and the sign-in before it (sources: sensorpro-account; sensorpro.net/api). */
export const sensorpro = defineProvider({
  ...identity,
  schemas,
  // An empty or missing last segment is an empty token, not another address.
  protocol: restProtocol(operations, { ignoreCase: true, ignoreLastSlash: true }),
  operations,
  errors,
  state,
  providerStates: states,
  realFacts,
  samples,
});
