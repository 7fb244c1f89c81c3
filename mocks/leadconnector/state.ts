import type { StateSpec } from '../../src/kit/provider.ts';
import { Collection } from '../../src/kit/world/collection.ts';
import { begunFacts, Facts } from '../../src/kit/world/facts.ts';
import { StateError } from '../../src/kit/world/state-error.ts';
import { credentials } from './credentials.ts';
import type {
  LeadConnectorCompany,
  LeadConnectorLocation,
  LeadConnectorState,
  LeadConnectorStoredUser,
} from './generated/schemas.ts';
import { withDefaults } from './permissions.ts';

type Users = Collection<LeadConnectorStoredUser>;

/** What the mock keeps of one session. */
export type LeadConnectorStores = {
  readonly users: Users;
  /** Those that were deleted: their ids are answered otherwise than ids that nobody ever had. */
  readonly deletedUsers: Users;
  /** The first is that of the tokens. */
  readonly companies: Facts<LeadConnectorCompany>;
  readonly locations: Facts<LeadConnectorLocation>;
};

const { company_id, location_id } = credentials;
const companies = begunFacts<LeadConnectorCompany>(idOf, [{ id: company_id }]);
const locations = begunFacts<LeadConnectorLocation>(idOf, [{ id: location_id, companyId: company_id }]);

/** Emails are unique in the whole agency, and have no case. */
export function emailKey({ email }: Pick<LeadConnectorStoredUser, 'email'>): string {
  return email.toLowerCase();
}

/** Users stand in the state as they are stored; passwords are not among what is kept. */
export const state: StateSpec<LeadConnectorStores, LeadConnectorState> = {
  create: () => ({
    users: new Collection<LeadConnectorStoredUser>({ primary: idOf, unique: { email: emailKey } }),
    deletedUsers: new Collection<LeadConnectorStoredUser>({ primary: idOf }),
    companies: new Facts(idOf, companies),
    locations: new Facts(idOf, locations),
  }),
  dump: ({ users, deletedUsers, companies, locations }) => ({
    users: users.values(),
    deletedUsers: deletedUsers.values(),
    companies: companies.values(),
    locations: locations.values(),
  }),
  seed: ({ stores }, { users, deletedUsers = [], companies, locations }) => {
    seedPlaces(stores, companies, locations);
    for (const [index, user] of users.entries()) {
      refuseStranger('users', index, user, stores);
      if (stores.users.get(user.id)) throw collision('users', index, 'id');
      if (stores.users.find('email', emailKey(user))) throw collision('users', index, 'email');
      stores.users.insert(completed(user));
    }
    for (const [index, user] of deletedUsers.entries()) {
      refuseStranger('deletedUsers', index, user, stores);
      if (isUserId(stores, user.id)) throw collision('deletedUsers', index, 'id');
      stores.deletedUsers.insert(completed(user));
    }
  },
};

/** Whether an id is, or was, that of a user. */
export function isUserId({ users, deletedUsers }: LeadConnectorStores, id: string): boolean {
  return (users.get(id) ?? deletedUsers.get(id)) !== undefined;
}

function seedPlaces(
  stores: LeadConnectorStores,
  companies?: LeadConnectorCompany[],
  locations?: LeadConnectorLocation[],
) {
  const twiceCompany = companies && stores.companies.replaceAll(companies);
  if (twiceCompany !== undefined) throw refusal('companies', twiceCompany, 'has the id of an earlier company');
  const twiceLocation = locations && stores.locations.replaceAll(locations);
  if (twiceLocation !== undefined) throw refusal('locations', twiceLocation, 'has the id of an earlier location');
  const lost = stores.locations.values().findIndex(({ companyId }) => !stores.companies.has(companyId));
  if (lost === -1) return;
  if (locations) throw refusal('locations', lost, 'has a companyId that no company has');
  throw new StateError('leadconnector', ['/companies leaves the location without its company: give locations, too']);
}

/** Refuses a user of a company or a location that is not there. */
function refuseStranger(
  member: Member,
  index: number,
  user: LeadConnectorStoredUser,
  stores: LeadConnectorStores,
): void {
  const { companies, locations } = stores;
  if (!companies.has(user.companyId)) throw refusal(member, index, 'has a companyId that no company has');
  const isOwn = (id: string) => locations.get(id)?.companyId === user.companyId;
  if (!user.locationIds.every(isOwn)) throw refusal(member, index, 'has a location that its company has not');
}

type Member = keyof LeadConnectorState;

function collision(member: Member, index: number, key: string): StateError {
  return refusal(member, index, `has the ${key} of an earlier user`);
}

function refusal(member: Member, index: number, complaint: string): StateError {
  return new StateError('leadconnector', [`/${member}/${index} ${complaint}`]);
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

function completed(user: LeadConnectorStoredUser): LeadConnectorStoredUser {
  return { ...user, permissions: withDefaults(user.permissions) };
}
