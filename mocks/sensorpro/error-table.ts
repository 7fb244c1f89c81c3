import type { SensorproRule } from './generated/rules.ts';

const signInFailed = { code: 1006, text: 'Sign-in failed.' };

/**
 * The mock's own error codes and texts, stable: the document shows an empty list of errors only. `{}` stands for the
 * field. Nothing tells apart why a sign-in failed, so two rules share one error.
 */
const errorTable = {
  'sensorpro/unknown-route': { code: 1001, text: 'No service answers at this address.' },
  'sensorpro/length-required': { code: 1002, text: 'A log-off needs a Content-Length.' },
  'sensorpro/too-large': { code: 1003, text: 'The request is larger than 1 MiB.' },
  'sensorpro/token': { code: 1004, text: 'The token is not valid.' },
  'sensorpro/broken-json': { code: 1005, text: 'The request body is not a JSON object.' },
  'sensorpro/signin-refused': signInFailed,
  'sensorpro/api-users-only': signInFailed,
  'sensorpro/required': { code: 1007, text: '{} is required.' },
  'sensorpro/company-format': { code: 1008, text: 'Company may only have ASCII letters and digits.' },
  'sensorpro/user-email': { code: 1009, text: '{} is not an email address.' },
  'sensorpro/flags': { code: 1010, text: '{} must be true or false.' },
  'sensorpro/password-format': {
    code: 1011,
    text: 'Password needs 8 or more characters, among them an uppercase letter, a digit and one of @ ! $ .',
  },
  'sensorpro/password-confirmed': { code: 1012, text: '{} does not match Password.' },
  'sensorpro/menu-fixed': { code: 1013, text: 'Menu must be *sys.' },
  'sensorpro/company-taken': { code: 1014, text: 'Company is in use already.' },
  'sensorpro/user-defaults': { code: 1015, text: '{} must be a text.' },
  'sensorpro/address-locked': { code: 1017, text: 'The API key is locked down by IP address.' },
  'sensorpro/too-much': { code: 1016, text: 'There is no room for this request.' },
} satisfies Partial<Record<SensorproRule, { readonly code: number; readonly text: string }>>;

/** A rule that can refuse a request. */
export type RefusalRule = keyof typeof errorTable;

export function isRefusalRule(rule: string): rule is RefusalRule {
  return Object.hasOwn(errorTable, rule);
}

/** Text and code of a broken rule; fields are named as the document spells them. */
export function wording(rule: RefusalRule, field = ''): readonly [text: string, code: number] {
  const { code, text } = errorTable[rule];
  return [text.replace('{}', field), code];
}
