import type { Answer, Violation } from '../../src/kit/answer.ts';
import { readQuery } from '../../src/kit/protocols/query.ts';
import { refuseAny } from './body-checks.ts';
import type { LeadConnectorCall } from './define-operation.ts';
import type { LeadConnectorRule } from './generated/rules.ts';
import type { FilterUsersByEmailRequest, SearchUsersQuery } from './generated/schemas.ts';
import { refuseUnowned } from './ownership.ts';
import { schemas } from './schemas.ts';

/** How many users a search shows at most. */
const maxLimit = 100;

export function checkQuery(call: LeadConnectorCall): Answer | undefined {
  return refuseAny(readQuery(call, schemas), call);
}

type SearchCall = LeadConnectorCall<unknown, Partial<Pick<SearchUsersQuery, 'companyId' | 'locationId'>>>;

/** The company and the location in which is searched are the token's, after `checkQuery`. */
export function checkSearched({ query, world }: SearchCall): Answer | undefined {
  const { companyId, locationId } = query;
  return refuseUnowned({ companyId, locationIds: locationId === undefined ? [] : [locationId] }, world.stores);
}

export function checkFilter(call: LeadConnectorCall<FilterUsersByEmailRequest>): Answer | undefined {
  const violations = schemas.violations('filter-users-by-email.request', call.input);
  return refuseAny(violations.length > 0 ? violations : pageViolations(call.input), call);
}

/** The body holds its numbers as texts, which have no least and greatest in a schema. */
function pageViolations(filter: FilterUsersByEmailRequest): Violation<LeadConnectorRule>[] {
  const { from, size } = pageOf(filter);
  const rule = 'leadconnector/filter-by-email';
  const found: Violation<LeadConnectorRule>[] = [];
  if (from < 0) found.push({ path: '/skip', keyword: 'minimum', rule });
  if (size < 1) found.push({ path: '/limit', keyword: 'minimum', rule });
  if (size > maxLimit) found.push({ path: '/limit', keyword: 'maximum', rule });
  return found;
}

/** Which of the users found are shown. */
export function pageOf({ skip = 0, limit = 25 }: Pick<SearchUsersQuery | FilterUsersByEmailRequest, 'skip' | 'limit'>) {
  return { from: Number(skip), size: Number(limit) };
}

export function checkFiltered({ input, world }: LeadConnectorCall<FilterUsersByEmailRequest>): Answer | undefined {
  return refuseUnowned({ companyId: input.companyId }, world.stores);
}
