import type { Faker } from '@faker-js/faker';
import { credentials } from './credentials.ts';

/** Valid bodies by operation. */
export const samples = {
  'create-email-account': (faker: Faker) => {
    const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()];
    return {
      data: [
        {
          email: faker.internet
            .email({ firstName, lastName, provider: `${faker.string.alphanumeric(8)}.example` })
            .toLowerCase(),
          name: `${firstName} ${lastName}`,
          phone: `+38096${faker.string.numeric(7)}`,
        },
      ],
      connection_id: credentials.connection_id,
      tags: credentials.tag_id,
    };
  },
};
