import type { Faker } from '@faker-js/faker';
import { credentials } from './credentials.ts';

/** Valid bodies by operation. */
export const samples = {
  'create-user': (faker: Faker) => {
    const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()];
    return {
      companyId: credentials.company_id,
      firstName,
      lastName,
      email: `${faker.string.alphanumeric({ length: 10, casing: 'lower' })}@example.com`,
      password: `${faker.internet.password({ length: 12 })}aA1!`,
      phone: `+1808${faker.string.numeric(7)}`,
      type: 'account',
      role: faker.helpers.arrayElement(['admin', 'user']),
      locationIds: [credentials.location_id],
      scopes: ['contacts.write', 'campaigns.readonly'],
      twilioPhone: { [credentials.location_id]: `+1808${faker.string.numeric(7)}` },
      platformLanguage: faker.helpers.arrayElement(['en_US', 'de', 'pt_BR']),
    };
  },
  'filter-users-by-email': (faker: Faker) => ({
    companyId: credentials.company_id,
    emails: `${faker.internet.email()},${faker.internet.email()}`,
    limit: '10',
  }),
  'update-user': (faker: Faker) => ({ firstName: faker.person.firstName(), phone: `+1808${faker.string.numeric(7)}` }),
};
