import { createRequire } from 'node:module';
import type { Answer, Violation } from '../../src/kit/answer.ts';
import type { GetResponseCall } from './caller.ts';
import { isNameOfCountry } from './countries.ts';
import { invalidParams, methodError, refuse } from './errors.ts';
import type { GetResponseRule } from './generated/rules.ts';
import type { AddAccountRequest, JsonRpcError } from './generated/schemas.ts';
import { isCampaignNameTaken, isEmailTaken } from './lookups.ts';
import type { GetResponseStores } from './records.ts';
import { schemas } from './schemas.ts';

/** What the steps look at: the attributes, whose mandatory fields are there, and what their schema finds wrong. */
interface Facts {
  readonly account: AddAccountRequest;
  readonly violations: readonly Violation[];
  readonly stores: GetResponseStores;
}

type Step = (facts: Facts) => Answer | undefined;

/** A new account, looked at until the first error: in the order of the page, then that of the campaign. */
export function checkAccount({ input, world }: GetResponseCall<AddAccountRequest>): Answer | undefined {
  const violations = schemas.violations('add-account.request', input);
  const facts: Facts = { account: input, violations, stores: world.stores };
  for (const step of steps) {
    const refusal = step(facts);
    if (refusal) return refusal;
  }
  return undefined;
}

/** A rule that the schema states. */
function schemaRule(rule: GetResponseRule, error: JsonRpcError): Step {
  return ({ violations }) => {
    const broken = violations.find((violation) => violation.rule === rule);
    return broken && refuse(rule, error, { ...broken, rule });
  };
}

/** A rule that no schema can state: what the field at a path must not be. */
function pureRule(rule: GetResponseRule, error: JsonRpcError, place: Place, isBroken: (facts: Facts) => boolean): Step {
  return (facts) => (isBroken(facts) ? refuse(rule, error, { ...place, rule }) : undefined);
}

type Place = Pick<Violation, 'path' | 'keyword'>;

const noCountry = methodError('Invalid country');
const noSubject = methodError('Missing confirmation subject');
const noBody = methodError('Missing confirmation body');
const noLanguage = methodError('Invalid language code');

const steps: readonly Step[] = [
  schemaRule('getresponse/email-syntax', methodError('Invalid email syntax')),
  pureRule(
    'getresponse/email-taken',
    methodError('Email already taken'),
    { path: '/email', keyword: 'unique' },
    ({ account, stores }) => isEmailTaken(stores, account.email),
  ),
  schemaRule('getresponse/password-weak', methodError('Password too weak')),
  schemaRule('getresponse/country', noCountry),
  pureRule(
    'getresponse/country',
    noCountry,
    { path: '/country', keyword: 'country' },
    ({ account }) => !isNameOfCountry(account.country, account.country_code),
  ),
  schemaRule('getresponse/confirmation-subject', noSubject),
  pureRule(
    'getresponse/confirmation-subject',
    noSubject,
    { path: '/campaign/confirmation_subject', keyword: 'known' },
    ({ account, stores }) => !stores.confirmation_subjects.has(account.campaign.confirmation_subject),
  ),
  schemaRule('getresponse/confirmation-body', noBody),
  pureRule(
    'getresponse/confirmation-body',
    noBody,
    { path: '/campaign/confirmation_body', keyword: 'known' },
    ({ account, stores }) => !stores.confirmation_bodies.has(account.campaign.confirmation_body),
  ),
  schemaRule('getresponse/campaign-name', invalidParams),
  schemaRule('getresponse/campaign-language', noLanguage),
  pureRule(
    'getresponse/campaign-language',
    noLanguage,
    { path: '/campaign/language_code', keyword: 'language' },
    ({ account: { campaign } }) => campaign.language_code !== undefined && !isLanguageCode(campaign.language_code),
  ),
  schemaRule('getresponse/optin', invalidParams),
  pureRule(
    'getresponse/campaign-name',
    methodError('Name already taken'),
    { path: '/campaign/name', keyword: 'unique' },
    ({ account, stores }) => isCampaignNameTaken(stores, account.campaign.name),
  ),
];

// The list of languages is required at the first campaign that names one.
const require = createRequire(import.meta.url);

/** Whether a text is an ISO 639-1 code, in either case. */
function isLanguageCode(text: string): boolean {
  const isCode = require('./language-codes.cjs') as typeof import('validator/lib/isISO6391.js').default;
  return isCode(text.toLowerCase());
}
