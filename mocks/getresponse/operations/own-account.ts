import { checkParams } from '../checks.ts';
import type { GetResponseRule } from '../generated/rules.ts';
import type { GetAccountFromFieldsReply } from '../generated/schemas.ts';
import { senderOf, shownInfo } from '../shown-account.ts';
import { defineOperation, refusals } from './define-operation.ts';

/** Shows the account of the key (public record: the provider's documentation, get_account_info). */
export const getAccountInfo = defineOperation({
  name: 'get-account-info',
  summary: 'Shows the account that the key belongs to',
  method: 'get_account_info',
  replies: [{ status: 200, schema: 'get-account-info.reply', description: 'The account' }, ...refusals],
  checks: checkParams,
  handle: (call) => ({
    rule: 'getresponse/account-info' satisfies GetResponseRule,
    refused: false,
    status: 200,
    schema: 'get-account-info.reply',
    body: shownInfo(call.caller.account),
  }),
});

/** Lists the addresses of the account (public record: the provider's documentation, get_account_from_fields). */
export const getAccountFromFields = defineOperation({
  name: 'get-account-from-fields',
  summary: 'Lists the addresses from which the account may send',
  method: 'get_account_from_fields',
  replies: [
    { status: 200, schema: 'get-account-from-fields.reply', description: 'The from fields, by id' },
    ...refusals,
  ],
  checks: checkParams,
  handle: (call) => {
    const { account } = call.caller;
    const { from_name: name, from_email: email } = senderOf(account);
    const field = { created_on: account.created_on, email, name };
    const body: GetAccountFromFieldsReply = Object.fromEntries([[account.FROM_FIELD_ID, field]]);
    return {
      rule: 'getresponse/from-fields' satisfies GetResponseRule,
      refused: false,
      status: 200,
      schema: 'get-account-from-fields.reply',
      body,
    };
  },
});
