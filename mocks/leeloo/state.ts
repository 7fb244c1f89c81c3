import type { StateSpec } from '../../src/kit/provider.ts';
import { Collection } from '../../src/kit/world/collection.ts';
import { begunFacts, Facts } from '../../src/kit/world/facts.ts';
import { StateError } from '../../src/kit/world/state-error.ts';
import { credentials } from './credentials.ts';
import type { LeelooAccount, LeelooConnection, LeelooState, LeelooTag } from './generated/schemas.ts';

/** What the mock keeps of one session. */
export type LeelooStores = {
  readonly accounts: Collection<LeelooAccount>;
  readonly connections: Facts<LeelooConnection>;
  readonly tags: Facts<LeelooTag>;
};

const idOf = ({ id }: LeelooConnection | LeelooTag) => id;
const { connection_id, other_connection_id, tag_id } = credentials;
const connections = begunFacts<LeelooConnection>(idOf, [{ id: connection_id }, { id: other_connection_id }]);
const tags = begunFacts<LeelooTag>(idOf, [{ id: tag_id }]);

/** The key of an account: the same email with another connection is another account; emails have no case. */
export function accountKey(email: string, connectionId: string): string {
  return `${connectionId}/${email.toLowerCase()}`;
}

/** Accounts, connections and tags stand in the state as they are stored; nothing in them is secret. */
export const state: StateSpec<LeelooStores, LeelooState> = {
  create: () => ({
    accounts: new Collection({ primary: (account) => accountKey(account.email, account.connection_id) }),
    connections: new Facts(idOf, connections),
    tags: new Facts(idOf, tags),
  }),
  dump: ({ accounts, connections, tags }) => ({
    accounts: accounts.values(),
    connections: connections.values(),
    tags: tags.values(),
  }),
  seed: ({ stores }, { accounts, connections, tags }) => {
    refuse('connections', connections && stores.connections.replaceAll(connections), 'has the id of an earlier one');
    refuse('tags', tags && stores.tags.replaceAll(tags), 'has the id of an earlier one');
    for (const [index, account] of accounts.entries()) {
      const complaint = complaintAbout(account, stores);
      if (complaint !== undefined) refuse('accounts', index, complaint);
      stores.accounts.insert(account);
    }
  },
};

function complaintAbout({ email, connection_id, tags }: LeelooAccount, stores: LeelooStores): string | undefined {
  if (stores.accounts.get(accountKey(email, connection_id)))
    return 'has the email and connection of an earlier account';
  if (!stores.connections.has(connection_id)) return 'has a connection_id that no connection has';
  return tags === undefined || stores.tags.has(tags) ? undefined : 'has a tag that is not there';
}

function refuse(member: keyof LeelooState, index: number | undefined, complaint: string): void {
  if (index !== undefined) throw new StateError('leeloo', [`/${member}/${index} ${complaint}`]);
}
