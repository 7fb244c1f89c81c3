import { join } from 'node:path';
import { readFolder } from '../recording/read-folder.ts';
import { providerOfStateValues } from '../recording/state-values.ts';
import { printRecording, replaceWhole, writeProblem } from '../recording/write-file.ts';
import { allFiles, textOfFile } from './all-files.ts';
import { redactions, type UpkeepSettings } from './check-recordings.ts';
import { redactRecording } from './redact-recording.ts';

/** What scrubbing did. */
export interface ScrubResult {
  readonly changed: readonly string[];
  readonly unchanged: number;
  readonly problems: readonly string[];
}

/** Redacts every file in place: recordings as they would be written today, other JSON and text files by what they name. */
export async function scrubRecordings(settings: UpkeepSettings): Promise<ScrubResult> {
  const { folder, providers } = settings;
  const { recordings } = await readFolder(folder);
  const doors = redactions(settings);
  const scrubbed = new Map<string, string>();
  for (const { file, recording } of recordings) {
    const provider = providers.find(({ name }) => name === recording.provider);
    if (provider) scrubbed.set(file, printRecording(redactRecording(recording, doors.of(provider))));
  }
  const { files, unread } = await allFiles(folder);
  const skipped = [...unread];
  for (const file of files) {
    if (scrubbed.has(file)) continue;
    const text = textOfFile(folder, file);
    if (typeof text !== 'string') {
      skipped.push(text);
      continue;
    }
    // What one provider publishes may be anything for another one.
    const owner = providerOfStateValues(file);
    const readers = providers.filter(({ name }) => owner === undefined || name === owner);
    scrubbed.set(
      file,
      readers.reduce((scrubbedText, provider) => doors.of(provider).foreignText(scrubbedText), text),
    );
  }
  const { problems, ...result } = await writeChanged(folder, scrubbed);
  return { ...result, problems: [...skipped.map(({ file, found }) => `Cannot scrub ${file}: ${found}.`), ...problems] };
}

async function writeChanged(folder: string, scrubbed: ReadonlyMap<string, string>): Promise<ScrubResult> {
  const changed: string[] = [];
  const problems: string[] = [];
  for (const [file, text] of scrubbed) {
    try {
      if (textOfFile(folder, file) === text) continue;
      await replaceWhole(join(folder, file), text);
      changed.push(file);
    } catch (error) {
      problems.push(`Cannot scrub ${file}: ${writeProblem(error)}.`);
    }
  }
  return { changed, unchanged: scrubbed.size - changed.length - problems.length, problems };
}
