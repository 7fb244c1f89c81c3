import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { createLeadConnectorClient, createLeelooClient } from 'api-understudy/clients';
import { openAccounts } from './open-accounts.ts';

// node examples/order-to-account/main.ts order.json
//
// Without the two URLs it stops at once: a client with an empty one calls nobody.
const { LEELOO_URL = '', LEADCONNECTOR_URL = '', LEELOO_TOKEN = '', LEADCONNECTOR_TOKEN = '' } = process.env;

const opened = await openAccounts(
  {
    leeloo: createLeelooClient({ baseUrl: LEELOO_URL, token: LEELOO_TOKEN }),
    leadConnector: createLeadConnectorClient({ baseUrl: LEADCONNECTOR_URL, token: LEADCONNECTOR_TOKEN }),
    connectionId: process.env.LEELOO_CONNECTION ?? '',
    companyId: process.env.LEADCONNECTOR_COMPANY ?? '',
    locationId: process.env.LEADCONNECTOR_LOCATION ?? '',
    newPassword: () => `Aa1!${randomBytes(12).toString('hex')}`,
    wait: (ms) => setTimeout(ms),
  },
  JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8')),
);
process.stdout.write(`${JSON.stringify(opened)}\n`);
