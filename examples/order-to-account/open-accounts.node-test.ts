import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import { startUnderstudy, type Understudy } from 'api-understudy';
import { openAccounts } from './open-accounts.ts';
import { order, shopOf } from './shop-of.ts';

// node --test examples/order-to-account/open-accounts.node-test.ts
let understudy: Understudy;
before(async () => {
  understudy = await startUnderstudy();
});
after(() => understudy.close());

/** A session of the test's own on the server that the tests share. */
function sessionOf(context: TestContext) {
  const session = understudy.session();
  context.after(() => session.reset());
  return session;
}

describe('an order', { concurrency: true }, () => {
  test('opens a CRM user and a mail account', async (context) => {
    const session = sessionOf(context);
    await openAccounts(shopOf(session), order);
    assert.equal(session.requests('leadconnector/create-user').length, 1);
    assert.equal(session.requests({ operation: 'create-email-account', rule: 'leeloo/created' }).length, 1);
  });

  test('makes nothing twice when it is repeated', async (context) => {
    const session = sessionOf(context);
    const shop = shopOf(session);
    await openAccounts(shop, order);
    assert.equal((await openAccounts(shop, order)).crmUser, 'exists');
    assert.equal(session.state('leeloo').accounts.length, 1);
  });
});
