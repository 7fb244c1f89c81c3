import type { AddAccountRequest } from '../../mocks/getresponse/generated/schemas.ts';
import type { CreateUserRequest } from '../../mocks/leadconnector/generated/schemas.ts';

/** An account that GetResponse takes. */
export const sampleAccount = {
  password: '12#$qwER',
  first_name: 'John',
  last_name: 'Doe',
  email: 'john.doe@example.mail',
  phone: '+48111111111',
  country_code: 'PL',
  country: 'Poland',
  city: 'Gdańsk',
  street: 'Żabianska',
  zip_code: '24-213',
  campaign: { name: 'trains', confirmation_subject: 'Tk5E', confirmation_body: 'Bw2E' },
} satisfies AddAccountRequest;

/** A user that LeadConnector takes. */
export const sampleUser = {
  companyId: 've9EPM428h8vShlRW1KT',
  firstName: 'John',
  lastName: 'Deo',
  email: 'john@deo.com',
  password: 'pass@123!G',
  type: 'account',
  role: 'admin',
  locationIds: ['C2QujeCh8ZnC7al2InWR'],
} satisfies CreateUserRequest;
