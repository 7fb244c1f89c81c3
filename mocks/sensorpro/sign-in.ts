import type { Answer } from '../../src/kit/answer.ts';
import type { Call } from '../../src/kit/provider.ts';
import { refuse } from './errors.ts';
import type { SignInRequest } from './generated/schemas.ts';
import type { User } from './records.ts';
import { schemas } from './schemas.ts';
import { caseless, type SensorproStores, userKey } from './stores.ts';

type SignInCall<Input = unknown> = Call<Input, SensorproStores, User>;

/** Key, organization, user and password are one question with one refusal: nothing tells which of them was wrong. */
export function checkSignInFields(call: SignInCall): Answer | undefined {
  const violations = schemas.violations('sign-in.request', call.input);
  if (violations.length === 0) return undefined;
  const rule = 'sensorpro/signin-refused';
  return refuse(call, { rule, violations: violations.map((violation) => ({ ...violation, rule })) });
}

export function checkCredentials(call: SignInCall<SignInRequest>): Answer | undefined {
  const user = findUser(call);
  if (!user) return refuse(call, { rule: 'sensorpro/signin-refused' });
  if (!user.APIUser) return refuse(call, { rule: 'sensorpro/api-users-only' });
  const organization = call.world.stores.organizations.get(caseless(user.Organization));
  if (organization?.LockedByAddress) return refuse(call, { rule: 'sensorpro/address-locked' });
  call.caller = user;
  return undefined;
}

/** The user whose organization, key and password are all right. */
function findUser({ input, request, world }: SignInCall<SignInRequest>): User | undefined {
  const { organizations, users } = world.stores;
  const organization = organizations.get(caseless(input.Organization));
  const key = request.headers['x-apikey'];
  if (organization === undefined || organization.apiKey !== key) return undefined;
  const user = users.get(userKey(input.Organization, input.User));
  return user?.digest === world.digest(input.Password) ? user : undefined;
}
