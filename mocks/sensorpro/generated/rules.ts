// Generated from rules.json by `npm run generate`; edit the ledger instead.

/** Every rule of Sensorpro. */
export type SensorproRule =
  | 'sensorpro/unknown-route'
  | 'sensorpro/length-required'
  | 'sensorpro/too-large'
  | 'sensorpro/too-much'
  | 'sensorpro/token'
  | 'sensorpro/broken-json'
  | 'sensorpro/signin-refused'
  | 'sensorpro/api-users-only'
  | 'sensorpro/address-locked'
  | 'sensorpro/required'
  | 'sensorpro/company-format'
  | 'sensorpro/user-email'
  | 'sensorpro/flags'
  | 'sensorpro/password-format'
  | 'sensorpro/password-confirmed'
  | 'sensorpro/menu-fixed'
  | 'sensorpro/company-taken'
  | 'sensorpro/signed-in'
  | 'sensorpro/signed-off'
  | 'sensorpro/sub-organization-added'
  | 'sensorpro/user-added'
  | 'sensorpro/user-updated'
  | 'sensorpro/user-defaults'
  | 'sensorpro/failed-requests'
  | 'sensorpro/secret-never-echoed';
