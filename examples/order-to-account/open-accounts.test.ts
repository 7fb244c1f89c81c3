import { ConnectionError, LeadConnectorError } from 'api-understudy/clients';
import { test } from 'api-understudy/vitest';
import { describe, expect } from 'vitest';
import { openAccounts } from './open-accounts.ts';
import { order, shopOf } from './shop-of.ts';

describe.concurrent('an order', () => {
  test('opens a CRM user and a mail account', async ({ session }) => {
    const opened = await openAccounts(shopOf(session), order);
    const [user] = session.state('leadconnector').users;
    expect(opened).toEqual({ order: '1190', crmUser: user?.id, mailAccount: 'open' });
    expect(session).toHaveReceived('leadconnector/create-user', { times: 1, rule: 'leadconnector/created' });
    expect(session).toHaveReceived('leeloo/create-email-account', {
      times: 1,
      body: { data: [{ email: order.customer.email, name: 'Robin Hood' }] },
    });
  });

  test('makes nothing twice when it is repeated', async ({ session }) => {
    const shop = shopOf(session);
    await openAccounts(shop, order);
    expect(await openAccounts(shop, order)).toMatchObject({ crmUser: 'exists' });
    expect(session.state('leadconnector').users).toHaveLength(1);
    expect(session.state('leeloo').accounts).toHaveLength(1);
  });

  test('tries again when Leeloo fails, or its reply is lost', async ({ session }) => {
    session.fault('leeloo', { fault: 'status', status: 503, times: 1 });
    session.fault('leeloo', { fault: 'truncate', bytes: 0, times: 1 });
    await openAccounts(shopOf(session), order);
    expect(session).toHaveReceived('leeloo/create-email-account', { times: 3 });
    expect(session.state('leeloo').accounts).toHaveLength(1);
  });

  test('gives up after three attempts', async ({ session }) => {
    session.fault('leeloo', { fault: 'reset' });
    await expect(openAccounts(shopOf(session), order)).rejects.toThrow(ConnectionError);
    expect(session).toHaveReceived('leeloo', { times: 3 });
  });

  test('passes on what LeadConnector refuses', async ({ session }) => {
    const wrong = { ...order, customer: { ...order.customer, email: 'nobody' } };
    await expect(openAccounts(shopOf(session), wrong)).rejects.toThrow(LeadConnectorError);
    expect(session).not.toHaveReceived('leeloo');
  });
});
