import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { type RealApi, type RealCall, StateNotSetError } from '../../src/kit/real-api.ts';
import { credentials } from './credentials.ts';
import type { CreateUserRequest } from './generated/schemas.ts';

/** What tells one user that a contract asks for from another. */
export type WantedUser = Pick<CreateUserRequest, 'email' | 'firstName' | 'lastName'>;

/** Creates a user at the real API and returns the id. Rejects with a StateNotSetError when it is refused. */
export async function createRealUser(api: RealApi, wanted: WantedUser): Promise<string> {
  const body = {
    companyId: api.own('company_id'),
    ...wanted,
    password: api.freshPassword(),
    type: 'account',
    role: 'user',
    locationIds: [api.own('location_id')],
  } satisfies CreateUserRequest;
  const headers = { Authorization: `Bearer ${api.credential('token')}`, Version: '2021-07-28' };
  const reply = await api.call({ method: 'POST', path: '/users/', headers, body });
  const id = isJsonObject(reply.body) ? reply.body.id : undefined;
  if (typeof id === 'string') return id;
  throw new StateNotSetError('The user could not be created.');
}

/** The call that removes a user, by the reply that created it or by the values of a state. */
export function removeUser({ id, user_id = id }: JsonObject): RealCall | undefined {
  if (typeof user_id !== 'string') return undefined;
  const headers = { Authorization: `Bearer ${credentials.token}`, Version: '2021-07-28' };
  return { method: 'DELETE', path: `/users/${encodeURIComponent(user_id)}`, headers };
}
