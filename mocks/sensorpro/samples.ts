import type { Faker } from '@faker-js/faker';
import { credentials } from './credentials.ts';

/** Valid bodies by operation. */
export const samples = {
  'sign-in': () => ({ Organization: credentials.organization, User: credentials.user, Password: credentials.password }),
  'sign-off': () => ({}),
  'add-sub-organization': (faker: Faker) => {
    const password = newPassword(faker);
    return {
      Company: faker.string.alphanumeric({ length: 12, casing: 'upper' }),
      User: newEmail(faker),
      IsAPIUser: true,
      Password: password,
      CnfPassword: password,
      ShareCredit: faker.datatype.boolean(),
      CopyAuthorizedSenderEmail: faker.datatype.boolean(),
    };
  },
  'add-update-user': (faker: Faker) => {
    const [email, password] = [newEmail(faker), newPassword(faker)];
    return {
      User: email,
      FirstName: faker.person.firstName(),
      LastName: faker.person.lastName(),
      Email: email,
      Password: password,
      PasswordCnf: password,
      Role: 'Admin',
      Menu: '*sys',
      CampaignAdmin: faker.datatype.boolean(),
      APIUser: faker.datatype.boolean(),
    };
  },
};

function newEmail(faker: Faker): string {
  return `${faker.string.alphanumeric({ length: 10, casing: 'lower' })}@example.com`;
}

function newPassword(faker: Faker): string {
  return `${faker.string.alphanumeric(8)}A1!`;
}
