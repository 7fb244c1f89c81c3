import type { Catalogue } from '../../kit/catalogue.ts';
import { complaintAboutKept } from '../../sessions/kept-records.ts';
import { StateFile } from './state-file.ts';

/**
 * Opens a state file whose records the providers can go on with; what is damaged or foreign in it is set aside, and
 * reported in one line each. Loads the mocks of which it holds something. Rejects as `StateFile.open` throws.
 */
export async function openState(
  path: string,
  providers: Catalogue,
  report: (line: string) => void,
): Promise<StateFile> {
  const stateFile = StateFile.open(path);
  try {
    if (stateFile.warning !== undefined) report(stateFile.warning);
    for (const identity of providers.identities) {
      const kept = stateFile.saved.get(identity.name);
      const complaint = kept && complaintAboutKept(providers.mock(identity), kept);
      if (complaint !== undefined) report(stateFile.refuse(identity.name, complaint));
    }
    return stateFile;
  } catch (error) {
    stateFile.close();
    throw error;
  }
}
