import * as offered from 'api-understudy/clients';
import { expect, expectTypeOf, test } from 'vitest';
import * as clients from './index.ts';

test('the package offers the clients and their errors by the name api-understudy/clients', () => {
  expect(Object.keys(offered)).toEqual(Object.keys(clients));
});

test('the types of requests are those of the schemas', () => {
  type Leeloo = Parameters<clients.LeelooClient['createEmailAccounts']>[0];
  expectTypeOf<{ data: { email: string }[]; connection_id: string }>().toExtend<Leeloo>();
  expectTypeOf<{ data: { email: string }[] }>().not.toExtend<Leeloo>();
  type GetResponse = Parameters<clients.GetResponseClient['addAccount']>[0];
  expectTypeOf<GetResponse['campaign']['optin']>().toEqualTypeOf<'single' | 'double' | undefined>();
  type LeadConnector = Parameters<clients.LeadConnectorClient['createUser']>[0];
  expectTypeOf<LeadConnector['role']>().toEqualTypeOf<'admin' | 'user'>();
  type Sensorpro = Parameters<clients.SensorproClient['addSubOrganization']>[0];
  expectTypeOf<Sensorpro['IsAPIUser']>().toEqualTypeOf<boolean>();
});

test('a reply has the members that the client has seen in it', () => {
  type User = Awaited<ReturnType<clients.LeadConnectorClient['createUser']>>;
  expectTypeOf<User['id']>().toEqualTypeOf<string>();
  expectTypeOf<User['phone']>().toEqualTypeOf<string | undefined>();
});
