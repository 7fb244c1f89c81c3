import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { existingIds, namedIds, type RealFacts, RecordsBefore, type SeenCall } from '../../src/kit/real-facts.ts';
import { credentials } from './credentials.ts';
import type { CreateUserRequest, LeadConnectorState, LeadConnectorStoredUser } from './generated/schemas.ts';
import { schemas } from './schemas.ts';
import { emailKey } from './state.ts';
import { newUser } from './users.ts';

/** What recordings of LeadConnector tell: the token's company and locations, and users that were there before. */
export const realFacts: RealFacts<LeadConnectorState> = {
  stateBefore: (calls) => {
    const places = placesIn(calls);
    const { company, locations } = places;
    return {
      users: usersBefore(calls, places),
      companies: [{ id: company }],
      locations: locations.map((id) => ({ id, companyId: company })),
    };
  },
};

interface Places {
  readonly company: string;
  readonly locations: readonly string[];
}

/** The company and the locations with which the API was content. */
function placesIn(calls: readonly SeenCall[]): Places {
  const isStrange = ({ status }: SeenCall) => status === 403;
  const companies = namedIds(
    calls,
    ({ input, query }) => [memberOf(input, 'companyId') ?? query.get('companyId')],
    isStrange,
  );
  const locations = namedIds(
    calls,
    (call) => [memberOf(call.input, 'locationIds'), call.query.get('locationId'), placesShown(call)].flat(2),
    isStrange,
  );
  const [company = credentials.company_id] = companies.taken;
  return { company, locations: existingIds([credentials.location_id], locations) };
}

/** The locations of the users that a call shows. */
function placesShown(call: SeenCall): unknown[] {
  return shownIn(call).flatMap(({ roles }) => memberOf(roles, 'locationIds'));
}

function memberOf(input: unknown, name: string): unknown {
  return isJsonObject(input) ? input[name] : undefined;
}

/** Users that a reply shows, or calls taken, before a call made them. */
function usersBefore(calls: readonly SeenCall[], places: Places): LeadConnectorStoredUser[] {
  const users = new RecordsBefore<LeadConnectorStoredUser>(emailKey);
  for (const call of calls) {
    const told = shownIn(call).flatMap((user) => userShown(user, places) ?? []);
    for (const user of told) tell(users, call, user);
  }
  return users.values();
}

/** A user that was created was not there before; of one whose email is taken nothing else is known. */
function tell(users: RecordsBefore<LeadConnectorStoredUser>, call: SeenCall, user: LeadConnectorStoredUser): void {
  if (call.operation !== 'create-user') users.seen(user);
  else if (call.refused) users.guessed(user);
  else users.made(emailKey(user));
}

/** What a call tells of users: those that it shows, and the one that it calls taken. */
function shownIn(call: SeenCall): Record<string, unknown>[] {
  const { operation, input, output, refused, status } = call;
  const taken = operation === 'create-user' && status === 400 && isJsonObject(input) && typeof input.email === 'string';
  if (taken) return [{ ...input, id: idFor(String(input.email)) }];
  if (refused || !isJsonObject(output)) return [];
  if (operation === 'delete-user') return deletedIn(call, output);
  return (Array.isArray(output.users) ? output.users : [output]).filter(isJsonObject);
}

/** The user that a deletion names in its message. */
function deletedIn({ params }: SeenCall, { message }: Record<string, unknown>): Record<string, unknown>[] {
  const words = typeof message === 'string' ? message.split(' ') : [];
  const email = words.find((word) => word.includes('@'))?.replace(/\.$/, '');
  const name = words
    .slice(words.indexOf('name') + 1, words.indexOf('Will'))
    .join(' ')
    .replace(/\.$/, '')
    .split(' ');
  const names = words.includes('name') ? { firstName: name[0], lastName: name.slice(1).join(' ') } : {};
  return [{ id: params.id, email, ...names }];
}

/** A user as a reply shows it, as far as it can be stored; a reply may show less, or what a mock does not know. */
function userShown(
  shown: Record<string, unknown>,
  { company, locations }: Places,
): LeadConnectorStoredUser | undefined {
  const { id, email, firstName = 'Unknown', lastName = 'Unknown', phone, roles, ...others } = shown;
  const places = isJsonObject(roles) ? roles : others;
  if (typeof id !== 'string' || typeof email !== 'string') return undefined;
  const request = {
    companyId: company,
    ...{ firstName, lastName, email, password: '' },
    ...(typeof phone === 'string' && { phone }),
    type: places.type === 'agency' ? 'agency' : 'account',
    role: places.role === 'user' ? 'user' : 'admin',
    locationIds: [places.locationIds].flat().filter((place) => typeof place === 'string' && locations.includes(place)),
    ...valid('permissions', others.permissions),
    ...valid('scopes', others.scopes),
    ...valid('platformLanguage', others.platformLanguage),
  } as CreateUserRequest;
  const user = newUser(id, request);
  return schemas.accepts('stored-user', user) ? user : undefined;
}

/** A member of a user, where the mock can store it. */
function valid(member: string, value: unknown): Record<string, unknown> {
  const isValid = value !== undefined && schemas.accepts('update-user.request', { [member]: value });
  return isValid ? { [member]: value } : {};
}

/** The id of a user of whom only the email is known. */
function idFor(email: string): string {
  return Buffer.from(email.toLowerCase()).toString('hex').padEnd(20, '0').slice(-20);
}
