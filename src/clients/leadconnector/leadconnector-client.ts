import type {
  CreateUserRequest,
  FilterUsersByEmailRequest,
  SearchUsersQuery,
  UpdateUserRequest,
} from '../../../mocks/leadconnector/generated/schemas.ts';
import { exchange, type Outgoing } from '../transport/exchange.ts';
import { type CallOptions, type ClientOptions, requireCredential, settingsOf } from '../transport/settings.ts';
import { readReply, type Wanted } from './read-reply.ts';
import {
  type Deletion,
  type FoundUsers,
  isDeletion,
  isFoundUsers,
  isListedUsers,
  isShownUser,
  type ListedUsers,
  type ShownUser,
} from './user.ts';

/** What a LeadConnector client is made from. */
export interface LeadConnectorClientOptions extends ClientOptions {
  /** The bearer token: of a private integration, or an access token. */
  readonly token: string;
  /** The header `Version`; 2021-07-28 by default. With `v3` there is no listUsers, and passwords must be strong. */
  readonly version?: string | undefined;
}

/** LeadConnector's users. Every refusal is a LeadConnectorError. */
export interface LeadConnectorClient {
  /** Creates a user. Sent once, never repeated. */
  createUser(user: CreateUserRequest, options?: CallOptions): Promise<ShownUser>;
  getUser(id: string, options?: CallOptions): Promise<ShownUser>;
  /** Changes the members that are sent; the map of Twilio numbers is replaced as a whole. */
  updateUser(id: string, changes: UpdateUserRequest, options?: CallOptions): Promise<ShownUser>;
  deleteUser(id: string, options?: CallOptions): Promise<Deletion>;
  /** All users of a location; not in version `v3`, where `searchUsers` finds them. */
  listUsers(locationId: string, options?: CallOptions): Promise<ListedUsers>;
  /** A page of the users of a company that fit: 25, unless `limit` says otherwise. */
  searchUsers(query: SearchUsersQuery, options?: CallOptions): Promise<FoundUsers>;
  /** The users of a company with one of these emails, which commas separate: ids and emails, unless `projection` names more. */
  filterUsersByEmail(filter: FilterUsersByEmailRequest, options?: CallOptions): Promise<FoundUsers>;
}

const shownUser = { isBody: isShownUser, has: 'a user' };
const listedUsers = { isBody: isListedUsers, has: 'a list of users' };
const foundUsers = { isBody: isFoundUsers, has: 'a list of users and their count' };
const deletion = { isBody: isDeletion, has: 'the word that the user is deleted' };

/**
 * Makes a client of LeadConnector's API, by default at https://services.leadconnectorhq.com. Throws when an option cannot
 * be used; its methods reject with a TypeError for an id that cannot be one.
 */
export function createLeadConnectorClient(options: LeadConnectorClientOptions): LeadConnectorClient {
  const settings = settingsOf('LeadConnector', 'https://services.leadconnectorhq.com', options);
  const { token, version = '2021-07-28' } = options;
  requireCredential('LeadConnector', 'token', token);
  requireCredential('LeadConnector', 'version', version);
  const headers = { Authorization: `Bearer ${token}`, Version: version, Accept: 'application/json' };

  const send = async <Body>(call: Call, wanted: Wanted<Body>, options: CallOptions | undefined): Promise<Body> => {
    const outgoing: Outgoing = {
      action: call.action,
      method: call.method,
      url: new URL(call.path, settings.baseUrl),
      headers: call.body ? { ...headers, 'Content-Type': 'application/json' } : headers,
      body: call.body,
      secrets: { values: [token, passwordOf(call.body)], members: ['password'] },
    };
    return readReply(await exchange(settings, outgoing, options), wanted);
  };
  return {
    createUser: async (body, options) =>
      send({ action: 'create the user', method: 'POST', path: 'users/', body }, shownUser, options),
    getUser: async (id, options) =>
      send({ action: 'get the user', method: 'GET', path: pathOf(id) }, shownUser, options),
    updateUser: async (id, body, options) =>
      send({ action: 'update the user', method: 'PUT', path: pathOf(id), body }, shownUser, options),
    deleteUser: async (id, options) =>
      send({ action: 'delete the user', method: 'DELETE', path: pathOf(id) }, deletion, options),
    listUsers: async (locationId, options) =>
      send({ action: 'list the users', method: 'GET', path: `users/${queryOf({ locationId })}` }, listedUsers, options),
    searchUsers: async (query, options) =>
      send({ action: 'search users', method: 'GET', path: `users/search${queryOf(query)}` }, foundUsers, options),
    filterUsersByEmail: async (body, options) =>
      send(
        { action: 'find users by email', method: 'POST', path: 'users/search/filter-by-email', body },
        foundUsers,
        options,
      ),
  };
}

interface Call {
  readonly action: string;
  readonly method: Outgoing['method'];
  readonly path: string;
  readonly body?: UpdateUserRequest | FilterUsersByEmailRequest;
}

function passwordOf(body: Call['body'] = {}): string | undefined {
  return 'password' in body ? body.password : undefined;
}

/** The parameters that are there, as the query of an address. */
function queryOf(parameters: Partial<SearchUsersQuery>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, `${value}`]))}`;
}

/** An id that a URL would take for another path must not reach it. */
function pathOf(id: string): string {
  if (id === '' || /^\.\.?$/.test(id)) {
    throw new TypeError(`Cannot call a user: its id is "${id}". Use the id that createUser returned.`);
  }
  return `users/${encodeURIComponent(id)}`;
}
