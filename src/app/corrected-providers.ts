import { existsSync } from 'node:fs';
import type { Catalogue } from '../kit/catalogue.ts';

/** Where corrections are looked for unless somebody names another folder. */
export const usualCorrections = 'corrections';

/**
 * The same providers, whose mocks use the corrections of a folder. Rejects with a TypeError when a folder that somebody named is not
 * there.
 *
 * @param report Takes a line about each file that cannot be used.
 */
export async function correctedProviders(
  providers: Catalogue,
  folder: string,
  report: (line: string) => void,
): Promise<Catalogue> {
  if (!existsSync(folder)) {
    if (folder === usualCorrections) return providers;
    throw new TypeError(
      `Cannot use the corrections in ${folder}: there is no such folder. Name another, or learn some first.`,
    );
  }
  // Loaded when there are any: most projects have none.
  const { withCorrections } = await import('../corrections/with-corrections.ts');
  const { catalogue, problems } = withCorrections(providers, folder);
  for (const problem of problems) report(problem);
  return catalogue;
}
