// Generated from rules.json by `npm run generate`; edit the ledger instead.

/** Every rule of LeadConnector. */
export type LeadConnectorRule =
  | 'leadconnector/unknown-route'
  | 'leadconnector/rate-limit'
  | 'leadconnector/too-large'
  | 'leadconnector/too-much'
  | 'leadconnector/version-missing'
  | 'leadconnector/version-invalid'
  | 'leadconnector/authorization-missing'
  | 'leadconnector/token-invalid'
  | 'leadconnector/scope-missing'
  | 'leadconnector/broken-json'
  | 'leadconnector/read-update-delete'
  | 'leadconnector/validation'
  | 'leadconnector/type-role'
  | 'leadconnector/password'
  | 'leadconnector/twilio-phone'
  | 'leadconnector/platform-language'
  | 'leadconnector/company-unknown'
  | 'leadconnector/email-taken'
  | 'leadconnector/created'
  | 'leadconnector/scopes-exact'
  | 'leadconnector/permissions-default'
  | 'leadconnector/secret-never-echoed';
