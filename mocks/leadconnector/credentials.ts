/** What the mock accepts: made up, but for the two ids, which are the document's own examples. */
export const credentials = {
  token: 'pit-3d2b6c1a-8f4e-4b7d-9c05-1e6a7f8b9d20',
  read_only_token: 'pit-7a90e5d4-26cb-4f18-b3e7-c0d15a94f682',
  company_id: 've9EPM428h8vShlRW1KT',
  location_id: 'C2QujeCh8ZnC7al2InWR',
} as const;

/** Whom a token belongs to, as far as users are concerned: every token may read them. */
export interface LeadConnectorCaller {
  readonly mayWriteUsers: boolean;
}

/** The tokens that exist. */
export const callers: ReadonlyMap<string, LeadConnectorCaller> = new Map([
  [credentials.token, { mayWriteUsers: true }],
  [credentials.read_only_token, { mayWriteUsers: false }],
]);
