import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { type RealApi, StateNotSetError } from '../../src/kit/real-api.ts';
import type { AddAccountRequest } from './generated/schemas.ts';

/** Ids of a subject and a body of confirmation messages. */
export interface Confirmation {
  readonly confirmation_subject: string;
  readonly confirmation_body: string;
}

/** Looks up a subject and a body in a language at the real API. Rejects with a StateNotSetError when there are none. */
export async function findConfirmation(api: RealApi, language: string): Promise<Confirmation> {
  const conditions = { language_code: { EQUALS: language } };
  const first = async (method: string) => Object.keys(asObject(await callReal(api, method, conditions)))[0];
  const confirmation_subject = await first('get_confirmation_subjects');
  const confirmation_body = await first('get_confirmation_bodies');
  if (confirmation_subject && confirmation_body) return { confirmation_subject, confirmation_body };
  throw new StateNotSetError(`The account has no confirmation messages in "${language}".`);
}

/** Adds an account at the real API and returns its id. Rejects with a StateNotSetError when it is refused. */
export async function addRealAccount(api: RealApi, account: Omit<AddAccountRequest, 'password'>): Promise<string> {
  const added = asObject(await callReal(api, 'add_account', { password: api.freshPassword(), ...account }));
  if (typeof added.ACCOUNT_ID === 'string') return added.ACCOUNT_ID;
  throw new StateNotSetError('The account could not be added.');
}

/** Looks up a campaign of the account at the real API. Rejects with a StateNotSetError when there is none. */
export async function findCampaign(api: RealApi): Promise<{ campaign_id: string; campaign_name: string }> {
  const [first] = Object.entries(asObject(await callReal(api, 'get_campaigns')));
  const campaign_name = asObject(first?.[1]).name;
  if (first && typeof campaign_name === 'string') return { campaign_id: first[0], campaign_name };
  throw new StateNotSetError('The account has no campaign.');
}

/** The result of a call; nothing when it was refused. */
async function callReal(api: RealApi, method: string, attributes?: object): Promise<unknown> {
  const params = [api.credential('api_key'), ...(attributes ? [attributes] : [])];
  const reply = await api.call({ method: 'POST', path: '/', body: { jsonrpc: '2.0', method, params, id: 1 } });
  return isJsonObject(reply.body) ? reply.body.result : undefined;
}

function asObject(value: unknown) {
  return isJsonObject(value) ? value : {};
}
