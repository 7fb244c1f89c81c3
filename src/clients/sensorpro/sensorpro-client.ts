import type {
  AddSubOrganizationReply,
  AddSubOrganizationRequest,
  AddUpdateUserReply,
  AddUpdateUserRequest,
  SignOffReply,
} from '../../../mocks/sensorpro/generated/schemas.ts';
import { exchange, type Outgoing } from '../transport/exchange.ts';
import { type CallOptions, type ClientOptions, requireCredential, settingsOf } from '../transport/settings.ts';
import { hasTexts, isRecord } from '../transport/shape.ts';
import { readReply, type Wanted } from './read-reply.ts';
import { SensorproError } from './sensorpro-error.ts';
import { type SensorproCredentials, type SignedIn, secretMembers, signIn } from './sign-in.ts';
import { createTokenKeeper } from './token-keeper.ts';

/** What a Sensorpro client is made from. */
export interface SensorproClientOptions extends ClientOptions, SensorproCredentials {
  /** The time in milliseconds since 1970, for the expiry of tokens; Date.now by default. */
  readonly now?: (() => number) | undefined;
}

/**
 * Sensorpro's accounts. The client signs in at the first call and again shortly before the token expires. Every refusal
 * is a SensorproError; after one the next call signs in anew, since a refused token looks like any other refusal.
 */
export interface SensorproClient {
  /** Signs in now. Calls do so on their own; this tells early whether the credentials are right. */
  signIn(options?: CallOptions): Promise<void>;
  /** Gives the token back, if there is one. A later call signs in again. */
  signOff(options?: CallOptions): Promise<void>;
  /** Adds an organization under that of the client. Sent once, never repeated. The reply has the new API key. */
  addSubOrganization(organization: AddSubOrganizationRequest, options?: CallOptions): Promise<AddSubOrganizationReply>;
  /** Adds a user to the client's organization, or changes the one with this `User`. Sent once, never repeated. */
  addUpdateUser(user: AddUpdateUserRequest, options?: CallOptions): Promise<AddUpdateUserReply>;
}

interface Call {
  readonly action: string;
  readonly path: string;
  readonly body?: object;
  readonly secrets?: readonly (string | undefined)[];
}

const addedOrganization = { isBody: isAddedOrganization, has: 'one organization added and its API key' };
const addedOrUpdatedUser = { isBody: isAddedOrUpdatedUser, has: 'one user added or changed' };
const signedOff = { isBody: (body: unknown): body is SignOffReply => isSignedOff(body), has: 'a Result' };

/** Makes a client of Sensorpro's API, by default at https://apinie.sensorpro.net. Throws when an option cannot be used. */
export function createSensorproClient(options: SensorproClientOptions): SensorproClient {
  const settings = settingsOf('Sensorpro', 'https://apinie.sensorpro.net', options);
  const { apiKey, password, now = Date.now } = options;
  requireCredential('Sensorpro', 'apiKey', apiKey);
  const tokens = createTokenKeeper(() => signIn(settings, options, now), now);

  const send = async <Body>(call: Call, signedIn: SignedIn, wanted: Wanted<Body>, options?: CallOptions) => {
    const { token, baseUrl } = signedIn;
    const outgoing: Outgoing = {
      action: call.action,
      method: 'POST',
      url: new URL(`${call.path}/${encodeURIComponent(token)}`, baseUrl),
      headers: { Accept: 'application/json', ...(call.body && { 'Content-Type': 'application/json' }) },
      body: call.body,
      secrets: { values: [apiKey, password, token, ...(call.secrets ?? [])], members: secretMembers },
    };
    return readReply(await exchange(settings, outgoing, options), wanted);
  };
  const callSignedIn = async <Body>(call: Call, wanted: Wanted<Body>, options?: CallOptions) => {
    const signedIn = await tokens.get(options?.signal);
    try {
      return await send(call, signedIn, wanted, options);
    } catch (error) {
      if (error instanceof SensorproError) tokens.distrust(signedIn);
      throw error;
    }
  };
  return {
    signIn: async ({ signal } = {}) => {
      await tokens.renew(signal);
    },
    signOff: async (options) => {
      const signedIn = await tokens.take(options?.signal);
      if (signedIn) await send({ action: 'sign off', path: 'auth/sys/logoff' }, signedIn, signedOff, options);
    },
    addSubOrganization: (body, options) => {
      const secrets = [body.Password, body.CnfPassword];
      const path = 'api/Account/AddSubOrganization';
      return callSignedIn({ action: 'add the organization', path, body, secrets }, addedOrganization, options);
    },
    addUpdateUser: (body, options) => {
      const secrets = [body.Password, body.PasswordCnf];
      const path = 'api/Account/AddUpdateUser';
      return callSignedIn({ action: 'add or update the user', path, body, secrets }, addedOrUpdatedUser, options);
    },
  };
}

/** Whether a reply has the key of an organization that was added. */
function isAddedOrganization(body: unknown): body is AddSubOrganizationReply {
  return hasTexts(body, 'APIKey') && body.APIKey !== '' && 'AddCount' in body && body.AddCount === 1;
}

/** Whether a reply counts one user, added or changed. */
function isAddedOrUpdatedUser(body: unknown): body is AddUpdateUserReply {
  if (!isRecord(body) || !Array.isArray(body.FailedRequests)) return false;
  const { AddCount, UpdateCount } = body;
  return (AddCount === 1 && UpdateCount === 0) || (AddCount === 0 && UpdateCount === 1);
}

/** Whether a reply is that of a log-off: it has nothing but its Result. */
function isSignedOff(body: unknown): body is SignOffReply {
  return isRecord(body);
}
