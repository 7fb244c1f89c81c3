import type { AdminCall } from './call.ts';

/** Which rules the requests to the mocks met, over all sessions. */
export const readCoverage: AdminCall = {
  method: 'GET',
  path: '/coverage',
  handle: async ({ context: { providers, ruleCounts } }) => {
    // Loaded when somebody asks: it reads the ledgers.
    const { coverageOf, sumOf } = await import('../../rule-coverage/coverage.ts');
    const coverages = providers.identities.map((provider) => coverageOf(provider, ruleCounts.of(provider.name)));
    return { providers: coverages.map((coverage) => ({ ...sumOf(coverage), ...coverage })) };
  },
};

/** Counts from nothing again, for a run of its own. */
export const deleteCoverage: AdminCall = {
  method: 'DELETE',
  path: '/coverage',
  handle: ({ context: { ruleCounts } }) => {
    ruleCounts.reset();
    return { status: 'reset' };
  },
};
