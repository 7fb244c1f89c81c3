import type { Answer } from '../../src/kit/answer.ts';
import { refuseShortly } from './errors.ts';
import type { LeadConnectorStores } from './state.ts';

/** What a request names that a token must own. */
interface Named {
  readonly companyId?: string | undefined;
  readonly locationIds?: readonly string[] | undefined;
}

/** Refuses a company or a location that does not belong to the token. */
export function refuseUnowned(
  { companyId, locationIds = [] }: Named,
  { companies, locations }: LeadConnectorStores,
): Answer | undefined {
  const own = companies.values()[0]?.id;
  const ownsCompany = companyId === undefined || companyId === own;
  if (ownsCompany && locationIds.every((id) => locations.get(id)?.companyId === own)) return undefined;
  return refuseShortly('leadconnector/company-unknown', 403, 'The token does not have access to this location.');
}
