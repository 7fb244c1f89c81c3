import type { StateSpec } from '../../src/kit/provider.ts';
import { Collection } from '../../src/kit/world/collection.ts';
import { StateError } from '../../src/kit/world/state-error.ts';
import type { LeadConnectorState, LeadConnectorStoredUser } from './generated/schemas.ts';
import { withDefaults } from './permissions.ts';

type Users = Collection<LeadConnectorStoredUser>;

/** What the mock keeps of one session. */
export type LeadConnectorStores = {
  readonly users: Users;
  /** Those that were deleted: their ids are answered otherwise than ids that nobody ever had. */
  readonly deletedUsers: Users;
};

/** Emails are unique in the whole agency, and have no case. */
export function emailKey({ email }: Pick<LeadConnectorStoredUser, 'email'>): string {
  return email.toLowerCase();
}

/** Users stand in the state as they are stored; passwords are not among what is kept. */
export const state: StateSpec<LeadConnectorStores, LeadConnectorState> = {
  create: () => ({
    users: new Collection<LeadConnectorStoredUser>({ primary: idOf, unique: { email: emailKey } }),
    deletedUsers: new Collection<LeadConnectorStoredUser>({ primary: idOf }),
  }),
  dump: ({ users, deletedUsers }) => ({
    users: users.values(),
    ...(deletedUsers.size > 0 && { deletedUsers: deletedUsers.values() }),
  }),
  seed: ({ stores: { users, deletedUsers } }, { users: given, deletedUsers: deleted = [] }) => {
    for (const [index, user] of given.entries()) {
      if (users.get(user.id)) throw collision(`/users/${index}`, 'id');
      if (users.find('email', emailKey(user))) throw collision(`/users/${index}`, 'email');
      users.insert(completed(user));
    }
    for (const [index, user] of deleted.entries()) {
      if (users.get(user.id) ?? deletedUsers.get(user.id)) throw collision(`/deletedUsers/${index}`, 'id');
      deletedUsers.insert(completed(user));
    }
  },
};

function idOf({ id }: LeadConnectorStoredUser): string {
  return id;
}

function completed(user: LeadConnectorStoredUser): LeadConnectorStoredUser {
  return { ...user, permissions: withDefaults(user.permissions) };
}

function collision(place: string, key: string): StateError {
  return new StateError('leadconnector', [`${place} has the ${key} of an earlier user`]);
}
