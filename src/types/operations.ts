// Generated from mocks/<provider>/operations/ by `npm run generate`; edit the operations instead.

/** The operations of each provider; `batch` is a JSON-RPC batch. */
export interface Operations {
  leeloo: 'create-email-account';
  getresponse: 'add-account' | 'get-confirmation-subjects' | 'get-confirmation-bodies' | 'ping' | 'get-accounts' | 'get-account' | 'batch';
  leadconnector: 'create-user' | 'get-user' | 'update-user' | 'delete-user';
  sensorpro: 'sign-in' | 'sign-off' | 'add-sub-organization' | 'add-update-user';
}
