import { schemaName } from '../../../src/kit/provider.ts';
import { readBody } from '../body-checks.ts';
import { defineOperation } from '../define-operation.ts';
import { commonRefusals, searchRefusals } from '../errors.ts';
import type { LeadConnectorRule } from '../generated/rules.ts';
import type { SearchUsersQuery } from '../generated/schemas.ts';
import { checkHeaders } from '../header-checks.ts';
import { foundUsers, shownPage } from '../search.ts';
import { checkQuery, checkSearched, pageOf } from '../search-checks.ts';

/** Finds users of a company (source: HighLevel's published OpenAPI description, apps/users.json). */
export const searchUsers = defineOperation({
  name: 'search-users',
  summary: 'Finds users of a company',
  method: 'GET',
  paths: ['/users/search'],
  query: schemaName<SearchUsersQuery>('search-users.query'),
  replies: [
    { status: 200, schema: 'search-users.reply', description: 'A page of the users found' },
    ...searchRefusals,
    ...commonRefusals,
  ],
  checks: [...checkHeaders, readBody, checkQuery, checkSearched],
  handle: ({ query, world: { stores } }) => ({
    rule: 'leadconnector/search-users' satisfies LeadConnectorRule,
    refused: false,
    status: 200,
    schema: 'search-users.reply',
    body: shownPage(foundUsers(stores.users.values(), query), pageOf(query)),
  }),
});
