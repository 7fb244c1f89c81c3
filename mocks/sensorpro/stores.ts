import { Collection } from '../../src/kit/world/collection.ts';
import { credentials } from './credentials.ts';
import type { Organization, Token, User } from './records.ts';

/** What the mock keeps of one session. */
export type SensorproStores = {
  readonly organizations: Collection<Organization>;
  readonly users: Collection<User>;
  readonly tokens: Collection<Token>;
};

/** The key of an organization or a token: neither has a case. */
export function caseless(text: string): string {
  return text.toLowerCase();
}

/** The key of a user: its id within one organization, in any case. A short code has no slash in it. */
export function userKey(organization: string, user: string): string {
  return caseless(`${organization}/${user}`);
}

/** New collections with the mock's own organization, its user and the ready-made token. */
export function createStores(digest: (password: string) => string): SensorproStores {
  const organizations = new Collection<Organization>({
    primary: ({ Company }) => caseless(Company),
    unique: { apiKey: ({ apiKey }) => apiKey },
  });
  const users = new Collection<User>({ primary: ({ Organization, User }) => userKey(Organization, User) });
  const tokens = new Collection<Token>({ primary: ({ token }) => caseless(token) });
  organizations.insert(ownOrganization);
  users.insert({ ...ownUser, digest: digest(credentials.password) });
  tokens.insert({
    token: credentials.token,
    organization: credentials.organization,
    expiresAt: Number.MAX_SAFE_INTEGER,
  });
  return { organizations, users, tokens };
}

const ownOrganization: Organization = {
  Company: credentials.organization,
  apiKey: credentials.api_key,
  Parent: '',
  ShareCredit: false,
  CopyAuthorizedSenderEmail: false,
  own: true,
};

const ownUser: User = {
  Organization: credentials.organization,
  User: credentials.user,
  FirstName: 'Under',
  LastName: 'Study',
  Email: credentials.user,
  UICulture: 'en-GB',
  Culture: 'en-GB',
  Role: 'Admin',
  Menu: '*sys',
  CampaignAdmin: true,
  APIUser: true,
  EnableAdvancedEdit: true,
  own: true,
};
