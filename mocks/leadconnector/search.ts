import type { LeadConnectorListedUser, LeadConnectorStoredUser, SearchUsersQuery } from './generated/schemas.ts';
import { fullName, listedUser } from './users.ts';

/** The users that a search finds, in its order. They are given oldest first. */
export function foundUsers(users: readonly LeadConnectorStoredUser[], query: SearchUsersQuery) {
  const matching = users.filter((user) => fits(user, query));
  const { sort, sortDirection = 'asc' } = query;
  const sorted = sort === 'dateAdded' ? matching : byText(matching, textBy(sort));
  return sortDirection === 'asc' ? sorted : sorted.toReversed();
}

function fits(user: LeadConnectorStoredUser, wanted: SearchUsersQuery): boolean {
  const {
    companyId,
    locationId,
    type = user.type,
    role = user.role,
    ids,
    query = '',
    enabled2waySync = false,
  } = wanted;
  const conditions = [
    user.companyId === companyId,
    locationId === undefined || user.locationIds.includes(locationId),
    user.type === type,
    user.role === role,
    ids === undefined || listed(ids).includes(user.id),
    !enabled2waySync,
    holds(user, query.trim().toLowerCase()),
  ];
  return conditions.every(Boolean);
}

function holds(user: LeadConnectorStoredUser, part: string): boolean {
  return [fullName(user), user.email, user.phone ?? ''].some((text) => text.toLowerCase().includes(part));
}

type TextOf = (user: LeadConnectorStoredUser) => string;

const texts: Readonly<Record<string, TextOf>> = {
  id: ({ id }) => id,
  firstName: ({ firstName }) => firstName,
  lastName: ({ lastName }) => lastName,
  email: ({ email }) => email,
  phone: ({ phone }) => phone ?? '',
};

function textBy(sort: string | undefined): TextOf {
  return (sort !== undefined && Object.hasOwn(texts, sort) && texts[sort]) || fullName;
}

/** By a text without its case; those that are alike stay in their order. */
export function byText(users: readonly LeadConnectorStoredUser[], textOf: TextOf = fullName) {
  const keyed = users.map((user) => ({ user, key: textOf(user).toLowerCase() }));
  keyed.sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)));
  return keyed.map(({ user }) => user);
}

/** The parts of a list that is written with commas; white space around them is none of theirs. */
export function listed(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

/** Makes what is shown of each user: all members, or those that are named. */
export function projected(projection: string): (user: LeadConnectorListedUser) => LeadConnectorListedUser {
  const names = listed(projection);
  if (names.includes('all')) return (user) => user;
  return (user) => Object.fromEntries(Object.entries(user).filter(([name]) => names.includes(name)));
}

/** A page of the users found, as a reply shows it. */
export function shownPage(
  found: readonly LeadConnectorStoredUser[],
  { from, size }: { readonly from: number; readonly size: number },
  { deleted = false, projection = 'all' }: { readonly deleted?: boolean; readonly projection?: string } = {},
) {
  const show = projected(projection);
  return { users: found.slice(from, from + size).map((user) => show(listedUser(user, deleted))), count: found.length };
}
