import { firstFree, freeEmail, providerStates } from '../../src/engine/provider-state.ts';
import { credentials } from './credentials.ts';
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
  }),
  defineState({
    name: 'a Sensorpro user who is no API user exists',
    params: { user: 'person@understudy.example', password: 'Encore.2031!' },
    apply: (world, person) => {
      const fields = { User: person.user, Password: person.password, APIUser: false };
      putUser(world.stores, newUser(organization, fields, world));
      return { api_key, organization, ...person };
    },
  }),
  defineState({ name: 'a Sensorpro API user is signed in', params: {}, apply: () => ({ token }) }),
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
  }),
  defineState({
    name: 'a Sensorpro organization exists',
    params: { company: 'SubOrg' },
    apply: ({ stores: { organizations }, random }, { company }) => {
      if (!organizations.get(caseless(company))) organizations.insert(newOrganization(company, random.hex(32)));
      return { company };
    },
  }),
  defineState({
    name: 'no Sensorpro user exists',
    params: { user: 'rcoady@gmail.com' },
    apply: ({ stores: { users } }, wish) => ({
      user: freeEmail(wish.user, (wanted) => users.get(userKey(organization, wanted)) !== undefined),
    }),
  }),
  defineState({
    name: 'a Sensorpro user exists',
    params: { user: 'rcoady@gmail.com' },
    apply: (world, wish) => {
      const known = world.stores.users.get(userKey(organization, wish.user));
      if (!known) putUser(world.stores, newUser(organization, { User: wish.user }, world));
      return wish;
    },
  }),
];

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
