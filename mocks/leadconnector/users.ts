import { drawUnused } from '../../src/kit/world/random.ts';
import type { World } from '../../src/kit/world/world.ts';
import type {
  CreateUserRequest,
  LeadConnectorListedUser,
  LeadConnectorStoredUser,
  LeadConnectorUser,
  UpdateUserRequest,
} from './generated/schemas.ts';
import { withDefaults } from './permissions.ts';
import { isUserId, type LeadConnectorStores } from './state.ts';

type TwilioPhone = LeadConnectorStoredUser['twilioPhone'];

/** The user that a create request asks for. Its password is dropped: nothing ever compares it. */
export function newUser(id: string, request: CreateUserRequest): LeadConnectorStoredUser {
  const { password, permissions, twilioPhone = {}, ...sent } = request;
  return {
    id,
    scopes: [],
    scopesAssignedToOnly: [],
    platformLanguage: 'en_US',
    ...sent,
    permissions: withDefaults(permissions),
    twilioPhone: withoutEmptyNumbers(twilioPhone),
  };
}

/** An id that no user has, or had. */
export function newUserId({ random, stores }: Pick<World<LeadConnectorStores>, 'random' | 'stores'>): string {
  return drawUnused(
    () => random.alphanumeric(20),
    (id) => isUserId(stores, id),
  );
}

/** The user after an update: what is sent takes the place of what was there, but the email and a code for changing it. */
export function updatedUser(user: LeadConnectorStoredUser, request: UpdateUserRequest): LeadConnectorStoredUser {
  const { email, password, emailChangeOTP, permissions, twilioPhone = user.twilioPhone, ...sent } = request;
  return {
    ...user,
    ...sent,
    permissions: { ...user.permissions, ...permissions },
    twilioPhone: withoutEmptyNumbers(twilioPhone),
  };
}

/** An empty number clears its account id (source: leadconnector-create-user, Body, twilioPhone). */
function withoutEmptyNumbers(numbers: TwilioPhone): TwilioPhone {
  return Object.fromEntries(Object.entries(numbers).filter(([, number]) => number !== ''));
}

/** First and last name, as replies show them. */
export function fullName({ firstName, lastName }: LeadConnectorStoredUser): string {
  return `${firstName} ${lastName}`;
}

/** A user as replies show it, in the document's order of members (Respuestas). */
export function shownUser(user: LeadConnectorStoredUser, traceId: string): LeadConnectorUser {
  return { ...publicUser(user), traceId };
}

/** A user among others, in the order of HighLevel's description. */
export function listedUser(user: LeadConnectorStoredUser, deleted = false): LeadConnectorListedUser {
  const { lcPhone, platformLanguage, ...others } = publicUser(user);
  return { ...others, deleted, lcPhone, platformLanguage };
}

function publicUser(user: LeadConnectorStoredUser) {
  const { id, firstName, lastName, email, phone, permissions, scopes, platformLanguage } = user;
  return {
    id,
    name: fullName(user),
    firstName,
    lastName,
    email,
    ...(phone !== undefined && { phone }),
    extension: '',
    permissions,
    scopes,
    roles: { type: user.type, role: user.role, locationIds: user.locationIds },
    lcPhone: {},
    platformLanguage,
  };
}
