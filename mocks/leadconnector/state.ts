import type { StateSpec } from '../../src/kit/provider.ts';
import { Collection } from '../../src/kit/world/collection.ts';
import { StateError } from '../../src/kit/world/state-error.ts';
import type { LeadConnectorState, LeadConnectorStoredUser } from '../../src/types/leadconnector.ts';
import { withDefaults } from './permissions.ts';

/** What the mock keeps of one session. */
export type LeadConnectorStores = { readonly users: Collection<LeadConnectorStoredUser> };

/** Emails are unique in the whole agency, and have no case. */
export function emailKey({ email }: Pick<LeadConnectorStoredUser, 'email'>): string {
  return email.toLowerCase();
}

/** Users stand in the state as they are stored; passwords are not among what is kept. */
export const state: StateSpec<LeadConnectorStores, LeadConnectorState> = {
  create: () => ({
    users: new Collection<LeadConnectorStoredUser>({ primary: (user) => user.id, unique: { email: emailKey } }),
  }),
  dump: ({ users }) => ({ users: users.values() }),
  seed: ({ stores: { users } }, seed) => {
    for (const [index, user] of seed.users.entries()) {
      if (users.get(user.id)) throw collision(index, 'id');
      if (users.find('email', emailKey(user))) throw collision(index, 'email');
      users.insert({ ...user, permissions: withDefaults(user.permissions) });
    }
  },
};

function collision(index: number, key: string): StateError {
  return new StateError('leadconnector', [`/users/${index} has the ${key} of an earlier user`]);
}
