// Generated from schemas/ by `npm run generate`; edit the schemas instead.

/**
 * The body of every reply that has one: of one call, or of a batch in the order of its calls, notifications left out.
 */
export type JsonRpcReply = JsonRpcResponse | JsonRpcResponse[];
/**
 * What one call is answered, in the form of its version of JSON-RPC.
 */
export type JsonRpcResponse = JsonRpcResult | JsonRpcRefusal | JsonRpc1Result | JsonRpc1Refusal;
/**
 * The body of every request: one call, or a batch of them.
 */
export type JsonRpcRequest = JsonRpcCall | JsonRpcCall[];

/**
 * Every schema of getresponse by its file name.
 */
export interface GetresponseSchemas {
  account: Account;
  'add-account.reply': AddAccountReply;
  'add-account.request': AddAccountRequest;
  campaign: ShownCampaign;
  error: JsonRpcError;
  'get-account-from-fields.reply': GetAccountFromFieldsReply;
  'get-account-info.reply': GetAccountInfoReply;
  'get-account.reply': GetAccountReply;
  'get-account.request': GetAccountRequest;
  'get-accounts.reply': GetAccountsReply;
  'get-accounts.request': GetAccountsRequest;
  'get-campaign.reply': GetCampaignReply;
  'get-campaign.request': GetCampaignRequest;
  'get-campaigns.reply': GetCampaignsReply;
  'get-campaigns.request': GetCampaignsRequest;
  'get-confirmation-bodies.reply': GetConfirmationBodiesReply;
  'get-confirmation-bodies.request': GetConfirmationBodiesRequest;
  'get-confirmation-subjects.reply': GetConfirmationSubjectsReply;
  'get-confirmation-subjects.request': GetConfirmationSubjectsRequest;
  'json-rpc-call': JsonRpcCall;
  'json-rpc-reply': JsonRpcReply;
  'json-rpc-request': JsonRpcRequest;
  'json-rpc-response': JsonRpcResponse;
  'name-condition': NameCondition;
  'ping.reply': PingReply;
  'ping.request': PingRequest;
  state: GetResponseState;
  'text-condition': TextCondition;
}
/**
 * An account as the owner of the server sees it: what the account is told of itself, and its key. Every field is there, null where it has no value.
 */
export interface Account {
  /**
   * Null where the account has none.
   */
  login: string | null;
  /**
   * Whether the account may be used.
   */
  status: 'enabled' | 'disabled';
  /**
   * As it was sent.
   */
  email: string;
  first_name: string;
  last_name: string;
  /**
   * Null if none was sent.
   */
  company_name: string | null;
  /**
   * As it was sent.
   */
  country: string;
  country_code: string;
  /**
   * Null if none was sent.
   */
  state: string | null;
  city: string;
  street: string;
  zip_code: string;
  /**
   * The name of the account's from field.
   */
  from_name: string;
  /**
   * The address of the account's from field.
   */
  from_email: string;
  phone: string;
  /**
   * Null where it is not known.
   */
  affiliate: string | null;
  /**
   * Null where it is not known.
   */
  created_ip: string | null;
  /**
   * Such as `Europe/Warsaw`; null where it is not known.
   */
  time_zone: string | null;
  /**
   * As `2000-01-01 00:00:00`, in UTC.
   */
  created_on: string;
  /**
   * The key with which the account calls the API.
   */
  API_KEY: string;
  /**
   * Whether the account may use the API.
   */
  api_status: 'enabled' | 'disabled';
}
/**
 * The account was created.
 */
export interface AddAccountReply {
  /**
   * The id of the new account.
   */
  ACCOUNT_ID: string;
  /**
   * 1 stands for one account.
   */
  added: 1;
}
/**
 * The attributes of `add_account`, the second member of `params`: the person who gets an account on the server, and its first campaign.
 */
export interface AddAccountRequest {
  /**
   * At least 8 characters: a lowercase letter, an uppercase letter, and a digit or a special character (whatever is no letter).
   */
  password: string;
  first_name: string;
  last_name: string;
  /**
   * The account is known by it; no two accounts of a server share one, whatever its case.
   */
  email: string;
  company_name?: string;
  /**
   * Any text; no format is checked.
   */
  phone: string;
  /**
   * An ISO 3166-1 alpha-2 code in capitals.
   */
  country_code: string;
  /**
   * The English name of the country that `country_code` stands for.
   */
  country: string;
  city: string;
  state?: string;
  street: string;
  /**
   * Any text; no format is checked.
   */
  zip_code: string;
  campaign: Campaign;
}
/**
 * The default campaign, without which no account is created. It takes its from and reply-to addresses from the account's email.
 */
export interface Campaign {
  /**
   * Lowercase letters, digits and underscores; no two campaigns of a server share a name.
   */
  name: string;
  description?: string;
  /**
   * An id from `get_confirmation_subjects`; needed even if optin is single.
   */
  confirmation_subject: string;
  /**
   * An id from `get_confirmation_bodies`; needed even if optin is single.
   */
  confirmation_body: string;
  /**
   * An ISO 639-1 code in either case.
   */
  language_code?: string;
  /**
   * Whether subscribers are taken as they come (single) or confirm first (double). Absent: double.
   */
  optin?: 'single' | 'double';
}
/**
 * A campaign as its account sees it.
 */
export interface ShownCampaign {
  name: string;
  /**
   * Null if there is none.
   */
  description: string | null;
  /**
   * Whether it is the account's default campaign.
   */
  is_default: 'yes' | 'no';
  optin: 'single' | 'double';
  from_name: string;
  from_email: string;
  reply_to_email: string;
  /**
   * As `2000-01-01 00:00:00`, in UTC.
   */
  created_on: string;
}
/**
 * Why a call was refused.
 */
export interface JsonRpcError {
  /**
   * -1 for the method's own errors and those of the key; the others are JSON-RPC's: -32700 parse error, -32600 invalid request, -32601 method not found, -32602 invalid params, -32000 a server that has no room.
   */
  code: -1 | -32700 | -32600 | -32601 | -32602 | -32000;
  message:
    | 'Parse error'
    | 'Invalid Request'
    | 'Method not found'
    | 'Invalid params'
    | 'Server error'
    | 'API key verification failed'
    | 'API client IP not allowed'
    | 'Owner privilege missing'
    | 'Invalid email syntax'
    | 'Email already taken'
    | 'Password too weak'
    | 'Invalid country'
    | 'Missing confirmation subject'
    | 'Missing confirmation body'
    | 'Invalid language code'
    | 'Name already taken'
    | 'Missing account'
    | 'Missing campaign';
  /**
   * Only beside `Invalid params`, if the attributes are no object.
   */
  data?: 'Attribute params must be reference to hash';
}
/**
 * The addresses from which an account may send, by id.
 */
export interface GetAccountFromFieldsReply {
  [k: string]: FromField;
}
export interface FromField {
  /**
   * As `2000-01-01 00:00:00`, in UTC.
   */
  created_on: string;
  email: string;
  name: string;
}
/**
 * What an account is told of itself.
 */
export interface GetAccountInfoReply {
  /**
   * Null where the account has none.
   */
  login: string | null;
  /**
   * As it was sent.
   */
  email: string;
  first_name: string;
  last_name: string;
  /**
   * Null if none was sent.
   */
  company_name: string | null;
  /**
   * As it was sent.
   */
  country: string;
  country_code: string;
  /**
   * Null if none was sent.
   */
  state: string | null;
  city: string;
  street: string;
  zip_code: string;
  /**
   * The name of the account's from field.
   */
  from_name: string;
  /**
   * The address of the account's from field.
   */
  from_email: string;
  phone: string;
  /**
   * Null where it is not known.
   */
  affiliate: string | null;
  /**
   * Null where it is not known.
   */
  created_ip: string | null;
  /**
   * Such as `Europe/Warsaw`; null where it is not known.
   */
  time_zone: string | null;
  /**
   * As `2000-01-01 00:00:00`, in UTC.
   */
  created_on: string;
}
/**
 * The one account that was asked for, by its id.
 */
export interface GetAccountReply {
  [k: string]: Account;
}
/**
 * The attributes of `get_account`, the second member of `params`.
 */
export interface GetAccountRequest {
  /**
   * The id of an account, as `add_account` and `get_accounts` tell it.
   */
  account: string;
}
/**
 * The accounts that were added to the server, by id, oldest first; never the owner's.
 */
export interface GetAccountsReply {
  [k: string]: Account;
}
/**
 * `get_accounts` takes no attributes: whatever follows the API key in `params` is ignored.
 */
export interface GetAccountsRequest {
  [k: string]: unknown;
}
/**
 * The one campaign that was asked for, by its id.
 */
export interface GetCampaignReply {
  [k: string]: ShownCampaign;
}
/**
 * The attributes of `get_campaign`, the second member of `params`.
 */
export interface GetCampaignRequest {
  /**
   * The id of a campaign, as `get_campaigns` tells it.
   */
  campaign: string;
}
/**
 * The campaigns of the account, by id, oldest first.
 */
export interface GetCampaignsReply {
  [k: string]: ShownCampaign;
}
/**
 * The conditions of `get_campaigns`, the second member of `params`, which may be absent: only those whose names fit.
 */
export interface GetCampaignsRequest {
  name?: NameCondition;
}
/**
 * What the name of a campaign must be like. Several operators must all hold; none holds for every text. Case is ignored.
 */
export interface NameCondition {
  /**
   * The text is this one.
   */
  EQUALS?: string;
  /**
   * The text is another one.
   */
  NOT_EQUALS?: string;
  /**
   * The whole text fits this pattern: % stands for any characters, _ for one.
   */
  CONTAINS?: string;
  /**
   * The text does not fit this pattern.
   */
  NOT_CONTAINS?: string;
}
/**
 * The bodies that a confirmation message can have, by id.
 */
export interface GetConfirmationBodiesReply {
  [k: string]: ConfirmationBody;
}
export interface ConfirmationBody {
  /**
   * The message as plain text.
   */
  plain: string;
  /**
   * The message as HTML.
   */
  html: string;
  /**
   * An ISO 639-1 code in capitals.
   */
  language_code: string;
}
/**
 * The conditions of `get_confirmation_bodies`, the second member of `params`, which may be absent: only those in the languages that fit.
 */
export interface GetConfirmationBodiesRequest {
  language_code?: TextCondition;
}
/**
 * What a text must be like. Several operators must all hold; none holds for every text. Case is ignored.
 */
export interface TextCondition {
  /**
   * The text is this one.
   */
  EQUALS?: string;
  /**
   * The text is another one.
   */
  NOT_EQUALS?: string;
  /**
   * The whole text fits this pattern: % stands for any characters, _ for one.
   */
  CONTAINS?: string;
  /**
   * The text does not fit this pattern.
   */
  NOT_CONTAINS?: string;
}
/**
 * The subjects that a confirmation message can have, by id.
 */
export interface GetConfirmationSubjectsReply {
  [k: string]: ConfirmationSubject;
}
export interface ConfirmationSubject {
  /**
   * The subject line.
   */
  content: string;
  /**
   * An ISO 639-1 code in capitals.
   */
  language_code: string;
}
/**
 * The conditions of `get_confirmation_subjects`, the second member of `params`, which may be absent: only those in the languages that fit.
 */
export interface GetConfirmationSubjectsRequest {
  language_code?: TextCondition;
}
/**
 * One call of a method.
 */
export interface JsonRpcCall {
  /**
   * Absent in JSON-RPC 1.0.
   */
  jsonrpc?: '2.0';
  /**
   * The name of the method, such as `add_account`.
   */
  method: string;
  /**
   * The API key, then an object of attributes for methods that take some.
   *
   * @minItems 1
   */
  params: unknown[];
  /**
   * Comes back with the reply: a string, a number or null, in JSON-RPC 1.0 anything. Absent, the call is a notification and gets no reply.
   */
  id?: string | number | boolean | {} | unknown[] | null;
}
/**
 * A call was answered.
 */
export interface JsonRpcResult {
  jsonrpc: '2.0';
  /**
   * That of the call; null if it has none that could be read.
   */
  id: string | number | null;
  result: {};
}
/**
 * A call was refused.
 */
export interface JsonRpcRefusal {
  jsonrpc: '2.0';
  error: JsonRpcError;
  /**
   * That of the call; null if it has none that could be read.
   */
  id: string | number | null;
}
/**
 * A call of JSON-RPC 1.0 was answered.
 */
export interface JsonRpc1Result {
  result: {};
  error: null;
  /**
   * That of the call; null if it has none that could be read.
   */
  id: string | number | boolean | {} | unknown[] | null;
}
/**
 * A call of JSON-RPC 1.0 was refused.
 */
export interface JsonRpc1Refusal {
  result: null;
  error: JsonRpcError;
  /**
   * That of the call; null if it has none that could be read.
   */
  id: string | number | boolean | {} | unknown[] | null;
}
/**
 * The API was reached and knows the key.
 */
export interface PingReply {
  ping: 'pong';
}
/**
 * `ping` takes no attributes: whatever follows the API key in `params` is ignored.
 */
export interface PingRequest {
  [k: string]: unknown;
}
/**
 * The accounts that were added to the server and their campaigns, oldest first, and the subjects and bodies that confirmation messages can have. No password is kept, because nothing ever compares one.
 */
export interface GetResponseState {
  accounts: GetResponseAccount[];
  /**
   * Absent in a state that is put, there are only those that stand in accounts.
   */
  campaigns?: GetResponseCampaign[];
  /**
   * Absent in a state that is put, they are those that a session begins with.
   */
  confirmation_subjects?: GetResponseConfirmationSubject[];
  /**
   * Absent in a state that is put, they are those that a session begins with.
   */
  confirmation_bodies?: GetResponseConfirmationBody[];
}
export interface GetResponseAccount {
  /**
   * No two accounts share one.
   */
  ACCOUNT_ID: string;
  /**
   * The key with which the account calls the API; no two accounts share one. Shown masked; absent or masked in a state that is put, a new one is drawn.
   */
  API_KEY?: string;
  /**
   * The id of its from field; no two accounts share one. Absent in a state that is put, one is drawn.
   */
  FROM_FIELD_ID?: string;
  first_name: string;
  last_name: string;
  /**
   * As it was sent; no two accounts share one, whatever its case.
   */
  email: string;
  company_name?: string;
  phone: string;
  country_code: string;
  country: string;
  city: string;
  state?: string;
  street: string;
  zip_code: string;
  /**
   * As `2000-01-01 00:00:00`, in UTC. Absent in a state that is put, it is the time of that.
   */
  created_on?: string;
  campaign?: GetResponseDefaultCampaign;
}
/**
 * Its default campaign, for a state that is put; shown among the campaigns. Its id is drawn.
 */
export interface GetResponseDefaultCampaign {
  /**
   * No two campaigns share one.
   */
  name: string;
  description?: string;
  confirmation_subject: string;
  confirmation_body: string;
  /**
   * As it was sent.
   */
  language_code?: string;
  optin: 'single' | 'double';
}
export interface GetResponseCampaign {
  /**
   * No two campaigns share one.
   */
  CAMPAIGN_ID: string;
  /**
   * Whose it is.
   */
  ACCOUNT_ID: string;
  /**
   * No two campaigns share one.
   */
  name: string;
  description?: string;
  is_default: 'yes' | 'no';
  confirmation_subject: string;
  confirmation_body: string;
  /**
   * As it was sent.
   */
  language_code?: string;
  optin: 'single' | 'double';
  /**
   * As `2000-01-01 00:00:00`, in UTC. Absent in a state that is put, it is the time of that.
   */
  created_on?: string;
}
export interface GetResponseConfirmationSubject {
  /**
   * What add_account names it by; no two subjects share one.
   */
  id: string;
  content: string;
  language_code: string;
}
export interface GetResponseConfirmationBody {
  /**
   * What add_account names it by; no two bodies share one.
   */
  id: string;
  plain: string;
  html: string;
  language_code: string;
}
