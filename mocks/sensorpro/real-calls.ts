import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { type RealApi, StateNotSetError } from '../../src/kit/real-api.ts';
import type { AddSubOrganizationRequest, AddUpdateUserRequest } from '../../src/types/sensorpro.ts';

/** Signs in at the real API and returns the token. Rejects with a StateNotSetError when it is refused. */
export async function signInReal(api: RealApi): Promise<string> {
  const { body } = await api.call({
    method: 'POST',
    path: '/auth/sys/signin',
    headers: { 'x-apikey': api.credential('api_key') },
    body: {
      Organization: api.credential('organization'),
      User: api.credential('user'),
      Password: api.credential('password'),
    },
  });
  const token = isJsonObject(body) ? body.Token : undefined;
  if (typeof token === 'string' && token !== '') return token;
  throw new StateNotSetError('The API user could not sign in.');
}

/** Adds an organization at the real API. Rejects with a StateNotSetError when it is refused. */
export function addRealOrganization(api: RealApi, company: string): Promise<void> {
  const password = api.freshPassword();
  const organization = {
    Company: company,
    User: api.freshEmail('owner'),
    IsAPIUser: false,
    Password: password,
    CnfPassword: password,
    ShareCredit: false,
    CopyAuthorizedSenderEmail: false,
  } satisfies AddSubOrganizationRequest;
  return add(api, 'AddSubOrganization', organization);
}

/** Adds a user to the organization at the real API. Rejects with a StateNotSetError when it is refused. */
export function addRealUser(api: RealApi, user: string, password?: string): Promise<void> {
  const fields = {
    User: user,
    FirstName: 'Robin',
    LastName: 'Hood',
    Email: user,
    APIUser: false,
    ...(password !== undefined && { Password: password, PasswordCnf: password }),
  } satisfies AddUpdateUserRequest;
  return add(api, 'AddUpdateUser', fields);
}

async function add(api: RealApi, call: string, fields: JsonObject): Promise<void> {
  const token = await signInReal(api);
  const { body } = await api.call({ method: 'POST', path: `/api/Account/${call}/${token}`, body: fields });
  if (isJsonObject(body) && body.AddCount === 1) return;
  throw new StateNotSetError(`${call} added nothing.`);
}
