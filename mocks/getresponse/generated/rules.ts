// Generated from rules.json by `npm run generate`; edit the ledger instead.

/** Every rule of GetResponse. */
export type GetResponseRule =
  | 'getresponse/unknown-route'
  | 'getresponse/too-large'
  | 'getresponse/too-much'
  | 'getresponse/protocol'
  | 'getresponse/api-key-shape'
  | 'getresponse/api-key'
  | 'getresponse/client-ip'
  | 'getresponse/params-hash'
  | 'getresponse/mandatory'
  | 'getresponse/owner-privilege'
  | 'getresponse/email-syntax'
  | 'getresponse/email-taken'
  | 'getresponse/password-weak'
  | 'getresponse/country'
  | 'getresponse/confirmation-subject'
  | 'getresponse/confirmation-body'
  | 'getresponse/campaign-name'
  | 'getresponse/campaign-language'
  | 'getresponse/optin'
  | 'getresponse/accounts'
  | 'getresponse/account-added'
  | 'getresponse/confirmation-lists'
  | 'getresponse/ping'
  | 'getresponse/secret-never-echoed';
