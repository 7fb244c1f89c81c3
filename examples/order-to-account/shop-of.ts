import type { SessionHandle } from 'api-understudy';
import { createLeadConnectorClient, createLeelooClient } from 'api-understudy/clients';
import type { Order, Shop } from './open-accounts.ts';

/** The shop, with its clients pointed at one session of the mock. */
export function shopOf(session: SessionHandle): Shop {
  const { leeloo, leadconnector } = session.credentials;
  return {
    leeloo: createLeelooClient({ baseUrl: session.url('leeloo'), token: leeloo.token }),
    leadConnector: createLeadConnectorClient({ baseUrl: session.url('leadconnector'), token: leadconnector.token }),
    connectionId: leeloo.connection_id,
    companyId: leadconnector.company_id,
    locationId: leadconnector.location_id,
    newPassword: () => 'Longbow-1190',
    // Nobody waits in a test.
    wait: async () => {},
  };
}

export const order: Order = {
  id: '1190',
  customer: { firstName: 'Robin', lastName: 'Hood', email: 'robin@sherwood.example.com' },
};
