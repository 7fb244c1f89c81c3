import { replaceSpellings, SpellingIndex } from '../../src/secrets/spellings.ts';
import { readFolder } from '../recording-format/read-folder.ts';
import { allFiles, textOfFile, type Unread } from './all-files.ts';
import type { UpkeepSettings } from './check-recordings.ts';
import { secretsInFile } from './secrets-in-file.ts';

/** Something in a file that is a secret, or looks like one. It never holds the value. */
export interface ScanFinding {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly kind: string;
}

/** What a scan found. */
export interface ScanResult {
  readonly scanned: number;
  readonly findings: readonly ScanFinding[];
}

/** Searches every file for the given secrets, however spelled, and for what looks like one. */
export async function scanRecordings(settings: UpkeepSettings): Promise<ScanResult> {
  // A folder that cannot be read is told in the usual line.
  await readFolder(settings.folder, settings.providers[0]?.name ?? '');
  const { files, unread } = await allFiles(settings.folder);
  const index = new SpellingIndex();
  for (const secret of [...settings.secrets, ...settings.credentials.filter(isSecretRoleOf).map(({ value }) => value)])
    index.add(secret, '');
  const findings = unread.map(notSearched);
  for (const file of files) {
    const text = textOfFile(settings.folder, file);
    if (typeof text === 'string') {
      for (const found of [...givenIn(text, index), ...looksIn(text, settings)]) findings.push({ file, ...found });
    } else findings.push(notSearched(text));
  }
  return { scanned: files.length, findings };
}

/** What nobody looked into is not clean. */
function notSearched({ file, found }: Unread): ScanFinding {
  return { file, line: 1, kind: `not searched: ${found}` };
}

function isSecretRoleOf({ role }: UpkeepSettings['credentials'][number]): boolean {
  return role === 'token' || role === 'api_key' || role === 'password';
}

function givenIn(text: string, index: SpellingIndex): Omit<ScanFinding, 'file'>[] {
  return text
    .split('\n')
    .flatMap((line, number) =>
      replaceSpellings(line, [index]) === line ? [] : [{ line: number + 1, kind: 'a given secret' }],
    );
}

/** Each kind once a line. */
function looksIn(text: string, { providers }: UpkeepSettings): Omit<ScanFinding, 'file'>[] {
  const found = new Map<string, Omit<ScanFinding, 'file'>>();
  let line = 1;
  // Looked for once a line: the last one of a long file may have most of what is found.
  let end = endOfLine(text, 0);
  for (const { at, kind } of secretsInFile(text, providers).sort((one, other) => one.at - other.at)) {
    for (; end < at; end = endOfLine(text, end + 1)) line += 1;
    found.set(`${line} ${kind}`, { line, kind });
  }
  return [...found.values()];
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}
