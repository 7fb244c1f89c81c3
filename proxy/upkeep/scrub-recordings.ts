import { join } from 'node:path';
import { replaceText } from '../../src/files/replace-file.ts';
import { writeProblem } from '../recording/recordings-folder.ts';
import { providerOfStateValues } from '../recording/state-values.ts';
import { printRecording } from '../recording-format/print-recording.ts';
import { readFolder } from '../recording-format/read-folder.ts';
import { Redactions } from '../redaction/redactions.ts';
import { TooManySecretsError } from '../redaction/too-many-secrets.ts';
import { allFiles, textOfFile, type Unread } from './all-files.ts';
import type { UpkeepSettings } from './check-recordings.ts';
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
  const made = new Redactions(settings);
  const scrubbed = new Map<string, string>();
  const problems: string[] = [];
  const keep = (file: string, scrub: () => string) => {
    try {
      scrubbed.set(file, scrub());
    } catch (error) {
      if (!(error instanceof TooManySecretsError)) throw error;
      problems.push(`Cannot scrub ${file}: ${error.message}. Delete it.`);
    }
  };
  const known = new Set<string>();
  for (const { file, recording } of recordings) {
    const provider = providers.find(({ name }) => name === recording.provider);
    if (!provider) continue;
    known.add(file);
    keep(file, () => printRecording(redactRecording(recording, made.of(provider))));
  }
  const { files, unread } = await allFiles(folder);
  const skip = ({ file, found }: Unread) => problems.push(`Cannot scrub ${file}: ${found}.`);
  for (const each of unread) skip(each);
  for (const file of files) {
    if (known.has(file)) continue;
    const text = textOfFile(folder, file);
    if (typeof text !== 'string') {
      skip(text);
      continue;
    }
    // What one provider publishes may be anything for another one.
    const owner = providerOfStateValues(file);
    const readers = providers.filter(({ name }) => owner === undefined || name === owner);
    keep(file, () => readers.reduce((scrubbedText, provider) => made.of(provider).foreignText(scrubbedText), text));
  }
  return writeChanged(folder, scrubbed, problems);
}

async function writeChanged(
  folder: string,
  scrubbed: ReadonlyMap<string, string>,
  found: readonly string[],
): Promise<ScrubResult> {
  const changed: string[] = [];
  const problems = [...found];
  for (const [file, text] of scrubbed) {
    try {
      if (textOfFile(folder, file) === text) continue;
      replaceText(join(folder, file), text);
      changed.push(file);
    } catch (error) {
      problems.push(`Cannot scrub ${file}: ${writeProblem(error)}.`);
    }
  }
  return { changed, unchanged: scrubbed.size - changed.length - (problems.length - found.length), problems };
}
