import { RecordingsFolderError, readFolder } from '../../proxy/recording-format/read-folder.ts';
import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import type { Provider } from '../kit/provider.ts';
import type { Pact } from '../verify/pact.ts';
import { driftOf } from './drift.ts';
import { evidenceOf, type RuleEvidence } from './evidence.ts';
import { playPacts } from './pacts.ts';

/** All recordings of a folder. Without a folder there are none: everything else is proven as it is all the same. */
export async function recordingsIn(folder: string): Promise<readonly StoredRecording[]> {
  try {
    return (await readFolder(folder)).recordings;
  } catch (error) {
    if (error instanceof RecordingsFolderError) return [];
    throw error;
  }
}

/** What proves each rule of a provider: its examples, recordings (those of others do not count), and pacts with it. */
export async function proofOf(
  provider: Provider,
  recordings: readonly StoredRecording[],
  pacts: readonly Pact[] = [],
): Promise<RuleEvidence[]> {
  const own = recordings.filter(
    ({ recording, file }) => recording.provider === provider.name && !file.startsWith('aside/'),
  );
  const report = await driftOf(provider, { recordings: own, now: Date.now() });
  return evidenceOf(provider, report, await playPacts(provider, pacts));
}
