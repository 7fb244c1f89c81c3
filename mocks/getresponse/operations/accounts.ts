import type { Answer } from '../../../src/kit/answer.ts';
import { isPrintedWithin } from '../../../src/kit/protocols/printed-size.ts';
import { schemaName } from '../../../src/kit/provider.ts';
import { checkOwner, checkParams, checkSchema, readAttributes } from '../checks.ts';
import { errors, methodError, refuse } from '../errors.ts';
import type { GetResponseRule } from '../generated/rules.ts';
import type { GetAccountRequest } from '../generated/schemas.ts';
import type { StoredAccount } from '../records.ts';
import { shownAccount } from '../shown-account.ts';
import { defineOperation, refusals } from './define-operation.ts';

/** Lists the accounts that were added (public record: the provider's documentation, get_accounts). */
export const getAccounts = defineOperation({
  name: 'get-accounts',
  summary: 'Lists the accounts of the server with their keys',
  method: 'get_accounts',
  replies: [{ status: 200, schema: 'get-accounts.reply', description: 'The accounts, by id' }, ...refusals],
  checks: [...checkParams, checkOwner],
  handle: (call) => {
    const { stores, replyBytes } = call.world;
    const accounts = stores.accounts.values();
    // The engine looks at the whole reply, but one that is far too long is not even made.
    const { bytes } = stores.accounts;
    const isShort = isPrintedWithin({ items: accounts, bytes, show: shownAccount }, replyBytes);
    return isShort ? shown('get-accounts.reply', accounts) : errors.tooMuch(call);
  },
});

/** Shows one account: how the key of a new one is learned (public record: the provider's documentation, get_account). */
export const getAccount = defineOperation({
  name: 'get-account',
  summary: 'Shows one account of the server with its key',
  method: 'get_account',
  request: schemaName<GetAccountRequest>('get-account.request'),
  replies: [{ status: 200, schema: 'get-account.reply', description: 'The account, by its id' }, ...refusals],
  checks: [...checkParams, readAttributes, checkSchema('get-account.request', 'getresponse/mandatory'), checkOwner],
  handle: ({ input, world: { stores } }) => {
    const account = stores.accounts.get(input.account);
    return account
      ? shown('get-account.reply', [account])
      : refuse('getresponse/accounts', methodError('Missing account'));
  },
});

function shown(schema: string, accounts: readonly StoredAccount[]): Answer<GetResponseRule> {
  const body = Object.fromEntries(accounts.map((account) => [account.ACCOUNT_ID, shownAccount(account)]));
  return { rule: 'getresponse/accounts', refused: false, status: 200, schema, body };
}
