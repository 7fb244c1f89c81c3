import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Provider } from '../../src/kit/provider.ts';
import { RecordingIndex } from '../matching/recording-index.ts';
import { writeProblem } from '../recording/recordings-folder.ts';
import { asideFolder, readFolder } from '../recording-format/read-folder.ts';
import type { StoredRecording } from '../recording-format/recording.ts';

/** A recording that is never played, and why. */
export interface Unplayed {
  /** Relative to the recordings folder, with slashes. */
  readonly file: string;
  readonly reason: string;
}

/** What pruning took away, or would. */
export interface PruneResult {
  readonly pruned: readonly Unplayed[];
  readonly kept: number;
  readonly problems: readonly string[];
}

/**
 * Deletes recordings that are never played: older runs of what was recorded again, and what failed its check or cannot be played.
 * Those of providers that nobody plays here stay, and so does whatever is no recording. Rejects with a RecordingsFolderError.
 *
 * @param isTried Nothing is deleted.
 */
export async function pruneRecordings(
  folder: string,
  providers: readonly Provider[],
  isTried: boolean,
): Promise<PruneResult> {
  const { recordings } = await readFolder(folder);
  const unplayed = (await Promise.all(providers.map((provider) => unplayedOf(provider, recordings)))).flat();
  const problems: string[] = [];
  const pruned = unplayed.filter(({ file }) => {
    const problem = isTried ? undefined : removed(folder, file);
    if (problem !== undefined) problems.push(problem);
    return problem === undefined;
  });
  return { pruned, kept: recordings.length - pruned.length, problems };
}

async function unplayedOf(provider: Provider, all: readonly StoredRecording[]): Promise<Unplayed[]> {
  const own = all.filter(({ recording }) => recording.provider === provider.name);
  const [aside, there] = [own.filter(isAside), own.filter((each) => !isAside(each))];
  const { all: playable } = await RecordingIndex.of(provider, there);
  const played = new Set(playable.map(({ file }) => file));
  return [
    ...aside.map(({ file }) => ({ file, reason: 'it failed its check' })),
    ...there.flatMap(({ file, recording: { check } }) =>
      played.has(file)
        ? []
        : [{ file, reason: check.verdict === 'proven' ? 'it was recorded again' : (check.reason ?? check.verdict) }],
    ),
  ];
}

function isAside({ file }: StoredRecording): boolean {
  return file.startsWith(`${asideFolder}/`);
}

/** Why it could not be. */
function removed(folder: string, file: string): string | undefined {
  try {
    rmSync(join(folder, file));
    return undefined;
  } catch (error) {
    return `Cannot delete ${file}: ${writeProblem(error)}.`;
  }
}
