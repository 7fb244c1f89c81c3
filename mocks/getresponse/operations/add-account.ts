import type { Answer } from '../../../src/kit/answer.ts';
import { schemaName } from '../../../src/kit/provider.ts';
import { checkAccount } from '../account-checks.ts';
import { checkOwner, checkParams, checkSchema, readAttributes } from '../checks.ts';
import { createAccount } from '../create-account.ts';
import type { GetResponseRule } from '../generated/rules.ts';
import type { AddAccountReply, AddAccountRequest } from '../generated/schemas.ts';
import type { NewAccount, NewCampaign } from '../records.ts';
import { defineOperation, refusals } from './define-operation.ts';

/** Creates an account with its default campaign (source: getresponse-add-account). */
export const addAccount = defineOperation({
  name: 'add-account',
  summary: 'Adds an account to the server',
  method: 'add_account',
  request: schemaName<AddAccountRequest>('add-account.request'),
  replies: [{ status: 200, schema: 'add-account.reply', description: 'The account was created' }, ...refusals],
  checks: [
    ...checkParams,
    readAttributes,
    checkSchema('add-account.request', 'getresponse/mandatory'),
    checkOwner,
    checkAccount,
  ],
  handle: ({ input, world }) => {
    const { ACCOUNT_ID } = createAccount(world, newAccount(input), newCampaign(input.campaign));
    return added(ACCOUNT_ID, input.campaign.optin === undefined ? ['getresponse/optin'] : []);
  },
});

/** Only what the page names is kept; the password is never compared, so it is not. */
function newAccount(request: AddAccountRequest): NewAccount {
  return {
    first_name: request.first_name,
    last_name: request.last_name,
    email: request.email,
    ...(request.company_name !== undefined && { company_name: request.company_name }),
    phone: request.phone,
    country_code: request.country_code,
    country: request.country,
    city: request.city,
    ...(request.state !== undefined && { state: request.state }),
    street: request.street,
    zip_code: request.zip_code,
  };
}

function newCampaign(campaign: AddAccountRequest['campaign']): NewCampaign {
  return {
    name: campaign.name,
    ...(campaign.description !== undefined && { description: campaign.description }),
    confirmation_subject: campaign.confirmation_subject,
    confirmation_body: campaign.confirmation_body,
    ...(campaign.language_code !== undefined && { language_code: campaign.language_code }),
    optin: campaign.optin ?? 'double',
  };
}

function added(ACCOUNT_ID: string, effects: readonly GetResponseRule[]): Answer<GetResponseRule> {
  const body: AddAccountReply = { ACCOUNT_ID, added: 1 };
  return {
    rule: 'getresponse/account-added',
    effects,
    refused: false,
    status: 200,
    schema: 'add-account.reply',
    body,
  };
}
