import type { Answer } from '../../../src/kit/answer.ts';
import { schemaName } from '../../../src/kit/provider.ts';
import { checkParams, checkSchema, readAttributes, readOptionalAttributes } from '../checks.ts';
import { methodError, refuse } from '../errors.ts';
import type { GetResponseRule } from '../generated/rules.ts';
import type { GetCampaignRequest, GetCampaignsRequest, ShownCampaign } from '../generated/schemas.ts';
import { campaignsOf } from '../lookups.ts';
import type { StoredAccount, StoredCampaign } from '../records.ts';
import { senderOf } from '../shown-account.ts';
import { fitsCondition } from '../text-condition.ts';
import { defineOperation, refusals } from './define-operation.ts';

const rule: GetResponseRule = 'getresponse/campaigns';

/** Lists the campaigns of the key's account (public record: the provider's documentation, get_campaigns). */
export const getCampaigns = defineOperation({
  name: 'get-campaigns',
  summary: 'Lists the campaigns of the account that the key belongs to',
  method: 'get_campaigns',
  request: schemaName<GetCampaignsRequest>('get-campaigns.request'),
  replies: [{ status: 200, schema: 'get-campaigns.reply', description: 'The campaigns, by id' }, ...refusals],
  checks: [...checkParams, readOptionalAttributes, checkSchema('get-campaigns.request', rule)],
  handle: (call) => {
    const { account } = call.caller;
    const { name: condition = {} } = call.input;
    const campaigns = campaignsOf(call.world.stores, account).filter(({ name }) => fitsCondition(name, condition));
    return shown('get-campaigns.reply', account, campaigns);
  },
});

/** Shows one campaign of the key's account (public record: the provider's documentation, get_campaign). */
export const getCampaign = defineOperation({
  name: 'get-campaign',
  summary: 'Shows one campaign of the account that the key belongs to',
  method: 'get_campaign',
  request: schemaName<GetCampaignRequest>('get-campaign.request'),
  replies: [{ status: 200, schema: 'get-campaign.reply', description: 'The campaign, by its id' }, ...refusals],
  checks: [...checkParams, readAttributes, checkSchema('get-campaign.request', 'getresponse/mandatory')],
  handle: (call) => {
    const { account } = call.caller;
    const found = campaignsOf(call.world.stores, account).filter(
      ({ CAMPAIGN_ID }) => CAMPAIGN_ID === call.input.campaign,
    );
    return found.length > 0
      ? shown('get-campaign.reply', account, found)
      : refuse(rule, methodError('Missing campaign'));
  },
});

function shown(schema: string, account: StoredAccount, campaigns: readonly StoredCampaign[]): Answer<GetResponseRule> {
  const body = Object.fromEntries(
    campaigns.map((campaign) => [campaign.CAMPAIGN_ID, shownCampaign(campaign, account)]),
  );
  return { rule, refused: false, status: 200, schema, body };
}

/** Its addresses are those of the account (getresponse-add-account, conditions: campaign from_field / reply_to_field). */
function shownCampaign(campaign: StoredCampaign, account: StoredAccount): ShownCampaign {
  return {
    name: campaign.name,
    description: campaign.description ?? null,
    is_default: campaign.is_default,
    optin: campaign.optin,
    ...senderOf(account),
    reply_to_email: account.email,
    created_on: campaign.created_on,
  };
}
