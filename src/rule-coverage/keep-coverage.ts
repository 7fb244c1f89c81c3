import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { coverageOf } from './coverage.ts';
import { CoverageFile } from './coverage-folder.ts';
import type { RuleCounts } from './rule-counts.ts';

/** Has what a server counts written into a folder, as long as it is not closed. */
export function keepCoverage(folder: string, counts: RuleCounts, providers: readonly ProviderIdentity[]): CoverageFile {
  const file = new CoverageFile(folder, () =>
    providers.map((provider) => coverageOf(provider, counts.of(provider.name))),
  );
  counts.changed = () => file.changed();
  return file;
}
