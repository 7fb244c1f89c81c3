import type { Faker } from '@faker-js/faker';
import { credentials } from './credentials.ts';
import { ownerCampaign } from './own-accounts.ts';

const { api_key, confirmation_subject, confirmation_body } = credentials;

/** Valid bodies by operation: whole JSON-RPC requests with the owner's key. */
export const samples = {
  'add-account': (faker: Faker) => request('add_account', account(faker)),
  'get-confirmation-subjects': () => request('get_confirmation_subjects', { language_code: { EQUALS: 'EN' } }),
  'get-confirmation-bodies': () => request('get_confirmation_bodies', { language_code: { EQUALS: 'EN' } }),
  ping: () => request('ping'),
  'get-accounts': () => request('get_accounts'),
  'get-account': (faker: Faker) => request('get_account', { account: faker.string.alphanumeric(6) }),
  'get-account-info': () => request('get_account_info'),
  'get-account-from-fields': () => request('get_account_from_fields'),
  'get-campaigns': () => request('get_campaigns', { name: { CONTAINS: '%' } }),
  'get-campaign': () => request('get_campaign', { campaign: ownerCampaign.CAMPAIGN_ID }),
};

function request(method: string, ...attributes: readonly object[]) {
  return { jsonrpc: '2.0', method, params: [api_key, ...attributes], id: 1 };
}

function account(faker: Faker) {
  const [first_name, last_name] = [faker.person.firstName(), faker.person.lastName()];
  // A campaign's name and an email are taken once for the whole server.
  const unique = faker.string.alphanumeric({ length: 10, casing: 'lower' });
  return {
    password: `${faker.internet.password({ length: 10 })}aA1`,
    first_name,
    last_name,
    email: `${unique}@example.com`,
    company_name: faker.company.name(),
    phone: `+48${faker.string.numeric(9)}`,
    country_code: 'PL',
    country: 'Poland',
    city: faker.location.city(),
    street: faker.location.street(),
    zip_code: `${faker.string.numeric(2)}-${faker.string.numeric(3)}`,
    campaign: {
      name: `campaign_${unique}`,
      confirmation_subject,
      confirmation_body,
      language_code: 'EN',
      optin: 'double',
    },
  };
}
