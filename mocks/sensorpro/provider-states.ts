import type { RealApi } from '../../src/kit/real-api.ts';
import { firstFree, freeEmail, providerStates } from '../../src/kit/world/provider-state.ts';
import { credentials } from './credentials.ts';
import { newApiKey } from './keys.ts';
import { addRealOrganization, addRealUser, signInReal } from './real-calls.ts';
import type { User } from './records.ts';
import { caseless, type SensorproStores, userKey } from './stores.ts';
import { newUser } from './users.ts';

const defineState = providerStates<SensorproStores>();
const { api_key, organization, user, password, token } = credentials;

/** What contracts with Sensorpro can ask for. */
export const states = [
  defineState({
    name: 'a Sensorpro API user exists',
    params: {},
    apply: () => ({ api_key, organization, user, password }),
    applyReal: (api) => ({
      ...organizationOf(api),
      user: api.credential('user'),
      password: api.credential('password'),
    }),
  }),
  defineState({
    name: 'a Sensorpro user who is no API user exists',
    params: { user: 'person@understudy.example', password: 'Encore.2031!' },
    apply: (world, person) => {
      const fields = { User: person.user, Password: person.password, APIUser: false };
      putUser(world.stores, newUser(organization, fields, world));
      return { api_key, organization, ...person };
    },
    applyReal: async (api, wish) => {
      const person = { user: api.freshEmail(wish.user), password: api.freshPassword() };
      await addRealUser(api, person.user, person.password);
      return { ...organizationOf(api), ...person };
    },
  }),
  defineState({
    name: 'a Sensorpro API user is signed in',
    params: {},
    apply: () => ({ token }),
    applyReal: async (api) => ({ token: await signInReal(api) }),
  }),
  defineState({
    name: 'no Sensorpro organization exists',
    params: { company: 'SubOrg' },
    apply: ({ stores: { organizations } }, { company }) => ({
      company: firstFree(
        company,
        (wanted) => organizations.get(caseless(wanted)) !== undefined,
        (number) => `${company}${number}`,
      ),
    }),
    applyReal: (api, { company }) => ({ company: company + api.fresh() }),
  }),
  defineState({
    name: 'a Sensorpro organization exists',
    params: { company: 'SubOrg' },
    makes: { store: 'organizations', members: { company: 'Company' }, unique: ['Company'] },
    apply: (world, { company }) => {
      const { organizations } = world.stores;
      if (!organizations.get(caseless(company))) organizations.insert(newOrganization(company, newApiKey(world)));
      return { company };
    },
    applyReal: async (api, wanted) => {
      const company = wanted.company + api.fresh();
      await addRealOrganization(api, company);
      return { company };
    },
  }),
  defineState({
    name: 'no Sensorpro user exists',
    params: { user: 'rcoady@gmail.com' },
    apply: ({ stores: { users } }, wish) => ({
      user: freeEmail(wish.user, (wanted) => users.get(userKey(organization, wanted)) !== undefined),
    }),
    applyReal: (api, wish) => ({ user: api.freshEmail(wish.user) }),
  }),
  defineState({
    name: 'a Sensorpro user exists',
    params: { user: 'rcoady@gmail.com' },
    makes: { store: 'users', members: { user: 'User' } },
    apply: (world, wish) => {
      const known = world.stores.users.get(userKey(organization, wish.user));
      if (!known) putUser(world.stores, newUser(organization, { User: wish.user }, world));
      return wish;
    },
    applyReal: async (api, wish) => {
      const user = api.freshEmail(wish.user);
      await addRealUser(api, user);
      return { user };
    },
  }),
];

function organizationOf(api: RealApi) {
  return { api_key: api.credential('api_key'), organization: api.credential('organization') };
}

function putUser({ users }: SensorproStores, user: User): void {
  const known = users.get(userKey(user.Organization, user.User));
  if (known) users.replace(known, user);
  else users.insert(user);
}

function newOrganization(company: string, apiKey: string) {
  return {
    Company: company,
    apiKey,
    Parent: organization,
    ShareCredit: false,
    CopyAuthorizedSenderEmail: false,
  };
}
