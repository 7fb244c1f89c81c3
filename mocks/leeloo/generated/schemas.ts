// Generated from schemas/ by `npm run generate`; edit the schemas instead.

/**
 * Every schema of leeloo by its file name.
 */
export interface LeelooSchemas {
  'create-email-account.reply': CreateEmailAccountReply;
  'create-email-account.request': CreateEmailAccountRequest;
  'email-account': EmailAccount;
  refusal: LeelooRefusal;
  state: LeelooState;
}
/**
 * The request was accepted. Nothing says which of its items were new.
 */
export interface CreateEmailAccountReply {
  data: {
    /**
     * The number of items in the `data` of the request, those that already exist included.
     */
    count_to_process: number;
  };
  /**
   * 1 stands for accepted.
   */
  status: 1;
}
/**
 * Email accounts to create, all with one connection and at most one tag.
 */
export interface CreateEmailAccountRequest {
  /**
   * The accounts to create, one item each.
   *
   * @minItems 1
   */
  data: EmailAccount[];
  /**
   * The id of the email connection (SendGrid, Mandrill) that the accounts belong to.
   */
  connection_id: string;
  /**
   * The id of the one tag that new accounts get. The plural is the provider's.
   */
  tags?: string;
}
/**
 * One item of `data`: the person to whom the new email account belongs.
 */
export interface EmailAccount {
  /**
   * The address that the account writes to and is known by.
   */
  email: string;
  /**
   * The name of the account. Absent or empty, the email takes its place.
   */
  name?: string;
  /**
   * An international phone number with its country code, such as +380963333333. Whatever is none is dropped without a word, of any JSON type, so no type stands here.
   */
  phone?: unknown;
}
/**
 * The request was refused and nothing was created.
 */
export interface LeelooRefusal {
  /**
   * 0 stands for refused.
   */
  status: 0;
  error: {
    /**
     * What is wrong with each member, by its path in the body without a leading slash, such as `data/0/email`; `token` stands for the token header.
     */
    fields?: {
      [k: string]:
        'REQUIRED' | 'WRONG_EMAIL' | 'FORMAT_ERROR' | 'CANNOT_BE_EMPTY' | 'WRONG_FORMAT' | 'WRONG_ID' | 'WRONG_TOKEN';
    };
    code: 'FORMAT_ERROR' | 'WRONG_ID' | 'WRONG_TOKEN' | 'BROKEN_JSON' | 'NOT_FOUND' | 'TOO_LARGE' | 'SERVER_ERROR';
    /**
     * Only beside BROKEN_JSON.
     */
    message?: string;
  };
}
/**
 * The email accounts that exist, oldest first, and the connections and tags that calls can name.
 */
export interface LeelooState {
  accounts: LeelooAccount[];
  /**
   * The email connections of the company. Absent in a state that is put, they are those that a session begins with.
   */
  connections?: LeelooConnection[];
  /**
   * The tags of the company. Absent in a state that is put, they are those that a session begins with.
   */
  tags?: LeelooTag[];
}
export interface LeelooAccount {
  /**
   * As it was sent.
   */
  email: string;
  /**
   * The email, if no name was sent.
   */
  name: string;
  /**
   * As it was sent, kept only if valid.
   */
  phone?: string;
  connection_id: string;
  /**
   * The id of the one tag.
   */
  tags?: string;
}
export interface LeelooConnection {
  /**
   * No two connections share one.
   */
  id: string;
}
export interface LeelooTag {
  /**
   * No two tags share one.
   */
  id: string;
}
