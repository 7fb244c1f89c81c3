import type { Answer } from '../../../src/kit/answer.ts';
import { restOperations } from '../../../src/kit/protocols/rest.ts';
import { schemaName } from '../../../src/kit/provider.ts';
import { checkFields, checkKnownIds, checkToken, readBody } from '../checks.ts';
import type { LeelooRule } from '../generated/rules.ts';
import type { CreateEmailAccountRequest, EmailAccount, LeelooAccount } from '../generated/schemas.ts';
import { isPossiblePhone } from '../phone.ts';
import { accountKey, type LeelooStores } from '../state.ts';

/** Creates one account for each item that is new (source: leeloo-create-email-account, creation rules). */
export const createEmailAccount = restOperations<LeelooStores, unknown>()({
  name: 'create-email-account',
  summary: 'Creates email accounts with one connection',
  method: 'POST',
  paths: ['/api/v2/accounts/email'],
  request: schemaName<CreateEmailAccountRequest>('create-email-account.request'),
  replies: [
    {
      status: 200,
      schema: 'create-email-account.reply',
      description: 'Accepted; accounts that exist already are left as they are',
    },
    { status: 200, schema: 'refusal', description: 'Refused; nothing was created' },
    { status: 413, schema: 'refusal', description: 'The body is too large' },
    { status: 507, schema: 'refusal', description: 'The mock has no room for what would be stored or answered' },
    { status: 429, description: 'Too many requests, as plain text; only while limits are switched on' },
  ],
  checks: [readBody, checkToken, checkFields, checkKnownIds],
  handle: ({ input, world: { stores } }) => {
    const effects = new Set<LeelooRule>();
    let created = 0;
    for (const item of input.data) {
      if (createAccount(stores, item, input, effects)) created += 1;
      else effects.add('leeloo/duplicate-ignored');
    }
    return accepted(input.data.length, created, effects);
  },
});

/** Stores an item as an account, unless there is one already. */
function createAccount(
  { accounts, connections }: LeelooStores,
  { email, name, phone }: EmailAccount,
  { connection_id, tags }: CreateEmailAccountRequest,
  effects: Set<LeelooRule>,
): boolean {
  if (accounts.get(accountKey(email, connection_id))) return false;
  const others = connections.values().filter(({ id }) => id !== connection_id);
  if (others.some(({ id }) => accounts.get(accountKey(email, id)))) effects.add('leeloo/other-connection');
  if (!name) effects.add('leeloo/name-default');
  // Judged once: libphonenumber takes as long as all other checks together.
  const kept = isPossiblePhone(phone) ? { phone } : undefined;
  if (phone !== undefined && !kept) effects.add('leeloo/phone-dropped');
  if (tags !== undefined) effects.add('leeloo/tag-assigned');
  const account: LeelooAccount = {
    email,
    name: name || email,
    ...kept,
    connection_id,
    ...(tags !== undefined && { tags }),
  };
  accounts.insert(account);
  return true;
}

function accepted(count: number, created: number, effects: Set<LeelooRule>): Answer<LeelooRule> {
  const rule = created > 0 ? 'leeloo/created' : 'leeloo/duplicate-ignored';
  return {
    rule,
    effects: [...effects],
    refused: false,
    status: 200,
    schema: 'create-email-account.reply',
    body: { data: { count_to_process: count }, status: 1 },
  };
}
