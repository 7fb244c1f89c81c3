// Generated from schemas/ by `npm run generate`; edit the schemas instead.

/**
 * Every schema of sensorpro by its file name.
 */
export interface SensorproSchemas {
  'add-sub-organization-refusal': AddSubOrganizationRefusal;
  'add-sub-organization.reply': AddSubOrganizationReply;
  'add-sub-organization.request': AddSubOrganizationRequest;
  'add-update-user-refusal': AddUpdateUserRefusal;
  'add-update-user.reply': AddUpdateUserReply;
  'add-update-user.request': AddUpdateUserRequest;
  refusal: SensorproRefusal;
  result: SensorproResult;
  'sign-in-refusal': SignInRefusal;
  'sign-in.reply': SignInReply;
  'sign-in.request': SignInRequest;
  'sign-off.reply': SignOffReply;
  'sign-off.request': SignOffRequest;
  state: SensorproState;
}
/**
 * An organization that was not added: the reply's own keys at rest.
 */
export interface AddSubOrganizationRefusal {
  APIKey: '';
  AddCount: 0;
  Result: SensorproResult;
}
/**
 * How a call went; every reply has one. TotalErrors above 0 means that the call was refused.
 */
export interface SensorproResult {
  /**
   * Id of this call.
   */
  RequestId: string;
  ErrorMessages: SensorproErrorMessage[];
  /**
   * Information that is no error. The spelling is the provider's.
   */
  StatusMesssages: {}[];
  TotalStatusMessages: number;
  /**
   * Number of ErrorMessages.
   */
  TotalErrors: number;
}
export interface SensorproErrorMessage {
  /**
   * Position of the record at fault; these operations take one record.
   */
  Sequence: number;
  Description: string;
  Code: number;
}
/**
 * An organization that was added.
 */
export interface AddSubOrganizationReply {
  /**
   * The new organization's API key.
   */
  APIKey: string;
  /**
   * Number of organizations added.
   */
  AddCount: 1;
  Result: SensorproResult;
}
/**
 * An organization to add under the caller's own, with its first user.
 */
export interface AddSubOrganizationRequest {
  /**
   * Short code of the new organization; it signs in under this name.
   */
  Company: string;
  /**
   * Id of the organization's first user: an email address.
   */
  User: string;
  /**
   * Whether that user signs in through the API (and then not through the user interface).
   */
  IsAPIUser: boolean;
  /**
   * That user's password: 8 or more characters, among them an uppercase letter, a digit and one of @ ! $ .
   */
  Password: string;
  /**
   * The same password once more.
   */
  CnfPassword: string;
  /**
   * Whether the organization uses its parent's credit.
   */
  ShareCredit: boolean;
  /**
   * Whether it takes over its parent's authorized sender addresses.
   */
  CopyAuthorizedSenderEmail: boolean;
}
/**
 * A user that was neither added nor changed: the reply's own keys at rest.
 */
export interface AddUpdateUserRefusal {
  UpdateCount: 0;
  AddCount: 0;
  /**
   * The request as sent, its passwords as ***; empty when the token or the JSON was refused.
   *
   * @maxItems 1
   */
  FailedRequests: {}[];
  Result: SensorproResult;
}
/**
 * A user that was added or changed.
 */
export interface AddUpdateUserReply {
  /**
   * Number of users changed.
   */
  UpdateCount: 0 | 1;
  /**
   * Number of users added.
   */
  AddCount: 0 | 1;
  /**
   * Empty on a success.
   *
   * @maxItems 0
   */
  FailedRequests: unknown[];
  Result: SensorproResult;
}
/**
 * A user to add to the caller's organization, or to change there.
 */
export interface AddUpdateUserRequest {
  /**
   * User id: an email address. It is the key: a known one is changed, another one added.
   */
  User: string;
  /**
   * First name.
   */
  FirstName: string;
  /**
   * Last name.
   */
  LastName: string;
  /**
   * The user's email address, which may be another than the user id.
   */
  Email: string;
  /**
   * Language of the user interface; en-GB for a new user that names none.
   */
  UICulture?: string;
  /**
   * Culture of dates and numbers; en-GB for a new user that names none.
   */
  Culture?: string;
  /**
   * 8 or more characters, among them an uppercase letter, a digit and one of @ ! $ .
   */
  Password?: string;
  /**
   * The same password once more.
   */
  PasswordCnf?: string;
  /**
   * Role; Admin for a new user that names none.
   */
  Role?: string;
  /**
   * Has one value only, *sys, in any case.
   */
  Menu?: string;
  /**
   * Whether the user administers campaigns.
   */
  CampaignAdmin?: boolean;
  /**
   * Whether the user signs in through the API (and then not through the user interface).
   */
  APIUser?: boolean;
  /**
   * Whether the email designer offers its advanced editor.
   */
  EnableAdvancedEdit?: boolean;
}
/**
 * A refusal of an operation without keys of its own, and of a route that the provider does not have.
 */
export interface SensorproRefusal {
  Result: SensorproResult;
}
/**
 * A sign-in that was refused: the reply's own keys at rest.
 */
export interface SignInRefusal {
  ExpiresIn: 0;
  APIEndpoint: '';
  Token: '';
  Result: SensorproResult;
}
/**
 * A sign-in that succeeded.
 */
export interface SignInReply {
  /**
   * Seconds from now until the token expires.
   */
  ExpiresIn: 3622;
  /**
   * Base URL for the calls that follow, with a slash at its end.
   */
  APIEndpoint: string;
  /**
   * Last path segment of the calls that follow.
   */
  Token: string;
  Result: SensorproResult;
}
/**
 * Credentials of an API user; the organization's API key goes in the header x-apikey. Whatever is wrong here is answered by one and the same refusal.
 */
export interface SignInRequest {
  /**
   * Short code of the organization, in any case.
   */
  Organization: string;
  /**
   * User id, in any case.
   */
  User: string;
  /**
   * The user's password.
   */
  Password: string;
}
/**
 * A log-off that succeeded.
 */
export interface SignOffReply {
  Result: SensorproResult;
}
/**
 * A log-off takes no members: the token stands in the path. Its body may be empty.
 */
export interface SignOffRequest {}
/**
 * The organizations and their users, oldest first. The mock's own organization and its user are always there: a state that is put may leave them out, or change them.
 */
export interface SensorproState {
  organizations: SensorproOrganization[];
  users: SensorproUser[];
}
export interface SensorproOrganization {
  /**
   * Short code, unique in any case.
   */
  Company: string;
  /**
   * The organization's API key; no two organizations share one. *** when shown; in a state that is put, *** is the key that the organization had before, or a new one.
   */
  APIKey: string;
  /**
   * Short code of the organization that it was added under; empty for one that is under none.
   */
  Parent: string;
  /**
   * As sent.
   */
  ShareCredit: boolean;
  /**
   * As sent.
   */
  CopyAuthorizedSenderEmail: boolean;
  /**
   * Whether its key is good from other addresses only, so that no call can sign in with it; false unless it is there.
   */
  LockedByAddress?: boolean;
}
export interface SensorproUser {
  /**
   * Short code of the user's organization.
   */
  Organization: string;
  /**
   * User id, unique within the organization in any case.
   */
  User: string;
  /**
   * Left out for the first user of a sub-organization.
   */
  FirstName?: string;
  /**
   * Left out for the first user of a sub-organization.
   */
  LastName?: string;
  /**
   * Left out for the first user of a sub-organization.
   */
  Email?: string;
  /**
   * Language of the user interface.
   */
  UICulture: string;
  /**
   * Culture of dates and numbers.
   */
  Culture: string;
  /**
   * Role.
   */
  Role: string;
  Menu: '*sys';
  /**
   * Whether the user administers campaigns.
   */
  CampaignAdmin: boolean;
  /**
   * Whether the user signs in through the API.
   */
  APIUser: boolean;
  /**
   * Whether the email designer offers its advanced editor.
   */
  EnableAdvancedEdit: boolean;
  /**
   * *** when shown. In a state that is put, the password in clear, or *** for the one that the user had before; a user that was not there gets one that nobody knows. Left out when none is set.
   */
  Password?: string;
}
