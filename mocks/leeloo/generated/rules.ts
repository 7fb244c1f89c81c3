// Generated from rules.json by `npm run generate`; edit the ledger instead.

/** Every rule of Leeloo. */
export type LeelooRule =
  | 'leeloo/unknown-route'
  | 'leeloo/rate-limit'
  | 'leeloo/too-large'
  | 'leeloo/too-much'
  | 'leeloo/content-type'
  | 'leeloo/broken-json'
  | 'leeloo/token'
  | 'leeloo/data-required'
  | 'leeloo/email-required'
  | 'leeloo/email-format'
  | 'leeloo/connection-required'
  | 'leeloo/id-format'
  | 'leeloo/connection-unknown'
  | 'leeloo/tag-unknown'
  | 'leeloo/all-fields-reported'
  | 'leeloo/all-or-nothing'
  | 'leeloo/created'
  | 'leeloo/other-connection'
  | 'leeloo/name-default'
  | 'leeloo/phone-dropped'
  | 'leeloo/tag-assigned'
  | 'leeloo/duplicate-ignored'
  | 'leeloo/secret-never-echoed';
