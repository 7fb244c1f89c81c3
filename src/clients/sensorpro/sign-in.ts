import type { SignInReply } from '../../../mocks/sensorpro/generated/schemas.ts';
import { exchange, type Outgoing } from '../transport/exchange.ts';
import type { Settings } from '../transport/settings.ts';
import { hasTexts } from '../transport/shape.ts';
import { readReply } from './read-reply.ts';

/** Whom a client signs in. */
export interface SensorproCredentials {
  /** The organization's API key. */
  readonly apiKey: string;
  /** The organization's short code. */
  readonly organization: string;
  /** The id of an API user of that organization. */
  readonly user: string;
  readonly password: string;
}

/** What a sign-in is good for. */
export interface SignedIn {
  readonly token: string;
  /** Where the calls that follow go; ends with a slash. */
  readonly baseUrl: URL;
  /** In milliseconds, on the client's clock. */
  readonly renewAt: number;
}

/** Members of a reply that are secret. */
export const secretMembers = ['Token', 'APIKey', 'Password', 'PasswordCnf', 'CnfPassword'];

/** How long before it expires a token is renewed: the time that a call may be under way. */
const marginMs = 60_000;

/** Signs in. Rejects with a SensorproError when the credentials are refused. */
export async function signIn(
  settings: Settings,
  credentials: SensorproCredentials,
  now: () => number,
): Promise<SignedIn> {
  const { apiKey, organization, user, password } = credentials;
  const outgoing: Outgoing = {
    action: 'sign in',
    method: 'POST',
    url: new URL('auth/sys/signin', settings.baseUrl),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'x-apikey': apiKey },
    body: { Organization: organization, User: user, Password: password },
    secrets: { values: [apiKey, password], members: secretMembers },
  };
  const askedAt = now();
  const reply = await exchange(settings, outgoing);
  const { Token, ExpiresIn, APIEndpoint } = readReply(reply, {
    isBody: isSignedIn,
    has: 'a token and how long it is good',
  });
  // A token that is good for less than the margin is still used for half of its time.
  const usableMs = Math.max(ExpiresIn * 1000 - marginMs, ExpiresIn * 500);
  return { token: Token, baseUrl: endpointWithin(settings.baseUrl, APIEndpoint), renewAt: askedAt + usableMs };
}

/** How long a token is good is the provider's to say. */
type SignInSuccess = Omit<SignInReply, 'ExpiresIn'> & { readonly ExpiresIn: number };

function isSignedIn(body: unknown): body is SignInSuccess {
  if (!hasTexts(body, 'Token', 'APIEndpoint') || body.Token === '') return false;
  return 'ExpiresIn' in body && typeof body.ExpiresIn === 'number' && body.ExpiresIn > 0;
}

/** Follows the endpoint that the provider names, but with a token to no other origin than the one configured. */
function endpointWithin(baseUrl: URL, endpoint: string): URL {
  if (!URL.canParse(endpoint)) return baseUrl;
  const named = new URL(endpoint);
  if (named.origin !== baseUrl.origin || named.username || named.password) return baseUrl;
  const path = named.pathname.endsWith('/') ? named.pathname : `${named.pathname}/`;
  return new URL(path, baseUrl);
}
