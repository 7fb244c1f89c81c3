import type {
  AddAccountReply,
  AddAccountRequest,
  ConfirmationBody,
  ConfirmationSubject,
  FromField,
  GetAccountFromFieldsReply,
  GetAccountInfoReply,
  GetCampaignReply,
  GetCampaignRequest,
  GetCampaignsReply,
  GetCampaignsRequest,
  GetConfirmationBodiesReply,
  GetConfirmationBodiesRequest,
  GetConfirmationSubjectsReply,
  GetConfirmationSubjectsRequest,
  PingReply,
  ShownCampaign,
} from '../../../mocks/getresponse/generated/schemas.ts';
import { type CallOptions, type ClientOptions, requireCredential, settingsOf } from '../transport/settings.ts';
import { hasTexts, isMapOf, isRecord } from '../transport/shape.ts';
import { createRpcCaller, type RpcCaller } from './json-rpc.ts';

/** What a GetResponse client is made from. */
export interface GetResponseClientOptions extends ClientOptions {
  /** For `addAccount` the key of the server's owner. */
  readonly apiKey: string;
}

/** GetResponse's API of the JSON-RPC generation, as far as accounts of a server go. Every refusal is a GetResponseError. */
export interface GetResponseClient {
  /** Adds an account with its first campaign. Sent once, never repeated. */
  addAccount(account: AddAccountRequest, options?: CallOptions): Promise<AddAccountReply>;
  /** The subjects that a confirmation message can have, by id; with a condition those in the languages that fit. */
  getConfirmationSubjects(
    conditions?: GetConfirmationSubjectsRequest,
    options?: CallOptions,
  ): Promise<GetConfirmationSubjectsReply>;
  /** The bodies that a confirmation message can have, by id; with a condition those in the languages that fit. */
  getConfirmationBodies(
    conditions?: GetConfirmationBodiesRequest,
    options?: CallOptions,
  ): Promise<GetConfirmationBodiesReply>;
  /** The account that the key belongs to. */
  getAccountInfo(options?: CallOptions): Promise<GetAccountInfoReply>;
  /** The addresses from which the account may send, by id. */
  getAccountFromFields(options?: CallOptions): Promise<GetAccountFromFieldsReply>;
  /** The campaigns of the account, by id; with a condition those whose names fit. */
  getCampaigns(conditions?: GetCampaignsRequest, options?: CallOptions): Promise<GetCampaignsReply>;
  /** One campaign of the account, by its id. */
  getCampaign(campaign: GetCampaignRequest, options?: CallOptions): Promise<GetCampaignReply>;
  /** Whether the API is reached and knows the key. */
  ping(options?: CallOptions): Promise<PingReply>;
}

/**
 * Makes a client of GetResponse's API, by default at https://api2.getresponse.com; a GetResponse360 server has the name
 * of its client in the base URL. Throws when an option cannot be used.
 */
export function createGetResponseClient(options: GetResponseClientOptions): GetResponseClient {
  const settings = settingsOf('GetResponse', 'https://api2.getresponse.com', options);
  requireCredential('GetResponse', 'apiKey', options.apiKey);
  const call = createRpcCaller(settings, options.apiKey);
  return {
    addAccount: (account, options) => {
      const secrets = [account.password];
      return call(
        { action: 'add the account', method: 'add_account', attributes: account, secrets, ...added },
        options,
      );
    },
    getConfirmationSubjects: (attributes, options) =>
      call(
        { action: 'get confirmation subjects', method: 'get_confirmation_subjects', attributes, ...subjects },
        options,
      ),
    getConfirmationBodies: (attributes, options) =>
      call({ action: 'get confirmation bodies', method: 'get_confirmation_bodies', attributes, ...bodies }, options),
    ...ownCalls(call),
    ping: (options) => call({ action: 'ping', method: 'ping', ...pong }, options),
  };
}

/** What a key tells of its own account. */
function ownCalls(
  call: RpcCaller,
): Pick<GetResponseClient, 'getAccountInfo' | 'getAccountFromFields' | 'getCampaigns' | 'getCampaign'> {
  return {
    getAccountInfo: (options) => call({ action: 'get the account', method: 'get_account_info', ...info }, options),
    getAccountFromFields: (options) =>
      call({ action: 'get the from fields', method: 'get_account_from_fields', ...fromFields }, options),
    getCampaigns: (attributes, options) =>
      call({ action: 'get campaigns', method: 'get_campaigns', attributes, ...campaigns }, options),
    getCampaign: (attributes, options) =>
      call({ action: 'get the campaign', method: 'get_campaign', attributes, ...campaign }, options),
  };
}

const added = {
  isResult: (result: unknown): result is AddAccountReply => hasTexts(result, 'ACCOUNT_ID') && isOne(result),
  has: 'the id of the account added',
};
const subjects = {
  isResult: (result: unknown): result is GetConfirmationSubjectsReply => isMapOf(result, isSubject),
  has: 'a map of subjects',
};
const bodies = {
  isResult: (result: unknown): result is GetConfirmationBodiesReply => isMapOf(result, isBody),
  has: 'a map of bodies',
};
const info = {
  isResult: (result: unknown): result is GetAccountInfoReply =>
    hasTexts(result, 'email', 'first_name', 'last_name', 'country_code', 'created_on'),
  has: 'the account',
};
const fromFields = {
  isResult: (result: unknown): result is GetAccountFromFieldsReply => isMapOf(result, isFromField),
  has: 'a map of from fields',
};
const campaigns = {
  isResult: (result: unknown): result is GetCampaignsReply => isMapOf(result, isCampaign),
  has: 'a map of campaigns',
};
const campaign = {
  isResult: (result: unknown): result is GetCampaignReply =>
    isMapOf(result, isCampaign) && Object.keys(result).length === 1,
  has: 'one campaign',
};
const pong = {
  isResult: (result: unknown): result is PingReply => isRecord(result) && result.ping === 'pong',
  has: 'a pong',
};

function isOne(result: object): boolean {
  return 'added' in result && result.added === 1;
}

function isFromField(value: unknown): value is FromField {
  return hasTexts(value, 'created_on', 'email', 'name');
}

function isCampaign(value: unknown): value is ShownCampaign {
  return hasTexts(value, 'name', 'is_default', 'optin', 'from_name', 'from_email', 'reply_to_email', 'created_on');
}

function isSubject(value: unknown): value is ConfirmationSubject {
  return hasTexts(value, 'content', 'language_code');
}

function isBody(value: unknown): value is ConfirmationBody {
  return hasTexts(value, 'plain', 'html', 'language_code');
}
