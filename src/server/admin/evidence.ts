import type { Provider } from '../../kit/provider.ts';
import type { AdminCall, AdminRequest } from './call.ts';
import { findProvider } from './find-provider.ts';

/** What proves each rule, of all providers. */
export const readEvidence: AdminCall = {
  method: 'GET',
  path: '/evidence',
  handle: (request) => {
    const { providers } = request.context;
    return proofOfAll(
      request,
      providers.identities.map((identity) => providers.mock(identity)),
    );
  },
};

/** The same of one. */
export const readEvidenceOf: AdminCall = {
  method: 'GET',
  path: '/evidence/:provider',
  handle: (request) => proofOfAll(request, [findProvider(request)]),
};

async function proofOfAll({ context: { config } }: AdminRequest, providers: readonly Provider[]): Promise<object> {
  // Loaded when somebody asks: most runs never do.
  const { proofOf, recordingsIn } = await import('../../evidence/proof.ts');
  const recordings = await recordingsIn(config.recordings);
  const rules = [];
  for (const provider of providers) rules.push(...(await proofOf(provider, recordings)));
  return { rules };
}
