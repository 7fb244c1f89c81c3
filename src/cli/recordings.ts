import { text } from 'node:stream/consumers';
import { toHar } from '../../proxy/har/export-har.ts';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { checkRecordings, type UpkeepSettings } from '../../proxy/upkeep/check-recordings.ts';
import { pruneRecordings } from '../../proxy/upkeep/prune-recordings.ts';
import { scanRecordings } from '../../proxy/upkeep/scan-recordings.ts';
import { scrubRecordings } from '../../proxy/upkeep/scrub-recordings.ts';
import { readCredentials } from '../../proxy/upstream/credentials.ts';
import { ownSecrets } from '../app/server-secrets.ts';
import type { Catalogue } from '../kit/catalogue.ts';
import { printable, printableJson } from '../logging/printable.ts';
import { version } from '../version.ts';
import { CommandError } from './command-error.ts';
import { type Configuration, readConfiguration, recordingsFolder } from './configuration.ts';
import { readEnv } from './dot-env.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';
import { recordingRows, table } from './recordings-table.ts';

/** Flags of all commands on recordings. */
export interface RecordingsFlags extends ProviderFlags {
  /** The folder; without it that of the configuration file. */
  readonly recordings?: string;
  readonly json?: boolean;
}

/** Lists every recording: operation, when, status, age. What could not be loaded goes to standard error. */
export async function listRecordings({ json, ...flags }: RecordingsFlags): Promise<void> {
  const { recordings, problems } = await readFolder(await folderOfRecordings(flags));
  const rows = recordingRows(recordings, Date.now());
  print(json ? rows.map((row) => printableJson(row)) : table(rows));
  complain(problems);
}

/** Looks at format, round trip, secrets and schemas of every file. Throws when one cannot be trusted. */
export async function check(flags: RecordingsFlags): Promise<void> {
  const { checked, findings } = await checkRecordings(await settingsOf(flags, []));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const sum = `Checked ${counted(checked, 'file')}: ${counted(errors.length, 'error')}, ${counted(findings.length - errors.length, 'warning')}.`;
  print(
    flags.json ? findings.map((finding) => printableJson(finding)) : [...findings.map(({ message }) => message), sum],
  );
  if (errors.length > 0) throw new Error(`Cannot trust ${counted(errors.length, 'recording')} of ${checked}.`);
}

/** Searches all files for secrets: given ones, and what looks like one. Throws when it finds some. */
export async function scan({
  secrets: source,
  ...flags
}: RecordingsFlags & { readonly secrets?: boolean }): Promise<void> {
  const settings = await settingsOf(flags, source ? await secretsFromInput() : []);
  const { scanned, findings } = await scanRecordings(settings);
  const lines = findings.map(({ file, line, kind }) => `${file}:${line}: ${kind}`);
  const sum = `Scanned ${counted(scanned, 'file')}: ${counted(findings.length, 'finding')}.`;
  print(flags.json ? findings.map((finding) => printableJson(finding)) : [...lines, sum]);
  if (findings.length > 0)
    throw new Error(
      `Cannot call ${settings.folder} clean. Run \`understudy recordings scrub\`, then look at what is left.`,
    );
}

/** Redacts all files in place. Throws when one could not be. */
export async function scrub({
  secrets: source,
  ...flags
}: RecordingsFlags & { readonly secrets?: boolean }): Promise<void> {
  const { changed, unchanged, problems } = await scrubRecordings(
    await settingsOf(flags, source ? await secretsFromInput() : []),
  );
  const sum = `Scrubbed ${counted(changed.length, 'file')}; ${unchanged} had nothing to scrub.`;
  print(flags.json ? changed.map((file) => printableJson({ file })) : [...changed, sum]);
  if (problems.length > 0) throw new CommandError(problems);
}

/** Deletes recordings that are never played, or with `--dry-run` lists them. Throws when one could not be. */
export async function prune({
  dryRun = false,
  ...flags
}: RecordingsFlags & { readonly dryRun?: boolean }): Promise<void> {
  const { folder, providers } = await settingsOf(flags, []);
  const { pruned, kept, problems } = await pruneRecordings(folder, providers, dryRun);
  const sum = `${dryRun ? 'Would delete' : 'Deleted'} ${counted(pruned.length, 'recording')}; ${kept} ${kept === 1 ? 'stays' : 'stay'}.`;
  const lines = pruned.map(({ file, reason }) => `${file}: ${reason}`);
  print(flags.json ? pruned.map((each) => printableJson(each)) : [...lines, sum]);
  if (problems.length > 0) throw new CommandError(problems);
}

/** Prints all recordings as an HTTP Archive (HAR 1.2). */
export async function exportHar(flags: RecordingsFlags): Promise<void> {
  const { recordings, problems } = await readFolder(await folderOfRecordings(flags));
  const har = toHar(recordings, { name: 'api-understudy', version });
  process.stdout.write(`${printableJson(har, 2)}\n`);
  complain(problems);
}

async function folderOfRecordings({ recordings, config }: RecordingsFlags): Promise<string> {
  return recordingsFolder(recordings, await readConfiguration(config));
}

/** What every command on recordings works with. */
export async function settingsOf(
  flags: RecordingsFlags,
  secrets: readonly string[],
): Promise<UpkeepSettings & { readonly configuration: Configuration; readonly catalogue: Catalogue }> {
  const env = readEnv();
  const played = await givenProviders(flags);
  const providers = played.providers.mocks();
  return {
    configuration: played.configuration,
    catalogue: played.providers,
    folder: recordingsFolder(flags.recordings, played.configuration),
    providers,
    credentials: readCredentials(providers, env),
    secrets: [...secrets, ...ownSecrets({ env })],
  };
}

/** One a line: a command line would show them to every user of the machine. */
export async function secretsFromInput(): Promise<string[]> {
  const lines = (await text(process.stdin)).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

export function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${printable(line)}\n`);
}

function complain(problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`${printable(problem)}\n`);
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
