import type { Answer } from '../../../src/kit/answer.ts';
import { restOperations } from '../../../src/kit/protocols/rest.ts';
import { type Call, schemaName } from '../../../src/kit/provider.ts';
import { checkCompany, checkOrganizationFields, checkToken, readBody } from '../checks.ts';
import type { SensorproRule } from '../generated/rules.ts';
import type { AddSubOrganizationReply, AddSubOrganizationRequest } from '../generated/schemas.ts';
import { newApiKey } from '../keys.ts';
import type { Token } from '../records.ts';
import { result } from '../result.ts';
import type { SensorproStores } from '../stores.ts';
import { newUser, rulesApplied } from '../users.ts';

/** Adds an organization under the caller's own, with its first user (source: sensorpro-account, AddSubOrganization). */
export const addSubOrganization = restOperations<SensorproStores, Token>()({
  name: 'add-sub-organization',
  summary: 'Adds an organization with its first user under that of the token',
  method: 'POST',
  paths: ['/api/Account/AddSubOrganization{/:token}'],
  request: schemaName<AddSubOrganizationRequest>('add-sub-organization.request'),
  replies: [
    { status: 200, schema: 'add-sub-organization.reply', description: 'Added' },
    { status: 200, schema: 'add-sub-organization-refusal', description: 'Refused; nothing was added' },
    { status: 400, schema: 'add-sub-organization-refusal', description: 'The body is no JSON object' },
    { status: 413, schema: 'add-sub-organization-refusal', description: 'The body is too large' },
    {
      status: 507,
      schema: 'add-sub-organization-refusal',
      description: 'The mock has no room for what would be stored or answered',
    },
  ],
  checks: [checkToken, readBody, checkOrganizationFields, checkCompany],
  handle: addOrganization,
});

function addOrganization({
  input,
  caller,
  world,
}: Call<AddSubOrganizationRequest, SensorproStores, Token>): Answer<SensorproRule> {
  const { Company, User, IsAPIUser, Password, ShareCredit, CopyAuthorizedSenderEmail } = input;
  const { stores, random } = world;
  const apiKey = newApiKey(world);
  stores.organizations.insert({ Company, apiKey, Parent: caller.organization, ShareCredit, CopyAuthorizedSenderEmail });
  const fields = { User, Password, APIUser: IsAPIUser };
  stores.users.insert(newUser(Company, fields, world));
  const body: AddSubOrganizationReply = { APIKey: apiKey, AddCount: 1, Result: result(random) };
  return {
    rule: 'sensorpro/sub-organization-added',
    effects: rulesApplied(fields),
    refused: false,
    status: 200,
    schema: 'add-sub-organization.reply',
    body,
  };
}
