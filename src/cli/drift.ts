import { writeFileSync } from 'node:fs';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import { clientDrift } from '../evidence/client-drift.ts';
import { driftOf } from '../evidence/drift.ts';
import type { DriftReport } from '../evidence/finding.ts';
import { toMarkdown } from '../evidence/markdown.ts';
import { playPacts } from '../evidence/pacts.ts';
import { pactsAt } from '../evidence/pacts-of.ts';
import { printable } from '../logging/printable.ts';
import { CommandError } from './command-error.ts';
import { recordingsFolder } from './configuration.ts';
import { jsonLines, terminalLines } from './drift-report.ts';
import { ExitWith } from './exit-with.ts';
import { findProvider } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';

interface DriftFlags extends ProviderFlags {
  readonly recordings?: string;
  readonly maxAge?: number;
  readonly pacts: readonly string[];
  readonly json?: boolean;
  readonly markdown?: string;
}

/**
 * Compares the mocks with recordings of the real APIs. Ends with exit code 1 when something drifted, with 3 when nothing
 * could be compared.
 */
export async function drift(names: readonly string[], flags: DriftFlags): Promise<void> {
  const { providers, configuration } = await givenProviders(flags);
  const chosen = names.length > 0 ? names.map((name) => findProvider(name, providers)) : providers.identities;
  const folder = recordingsFolder(flags.recordings, configuration);
  const { recordings, problems } = await readFolder(folder);
  const pacts = pactsAt(flags.pacts);
  complain([...problems, ...pacts.problems, ...strangers(recordings, providers.identities)]);
  const settings = { now: Date.now(), maxAge: flags.maxAge };
  const reports: DriftReport[] = [];
  for (const { name } of chosen) {
    const own = recordings.filter(({ recording, file }) => recording.provider === name && !file.startsWith('aside/'));
    const provider = providers.mock(findProvider(name, providers));
    const report = await driftOf(provider, { ...settings, recordings: own });
    const client = clientDrift(provider, report, await playPacts(provider, pacts.of(provider)));
    reports.push({ ...report, findings: [...client.findings, ...report.findings], uncheckedPacts: client.unchecked });
  }
  complain(reports.flatMap((report) => report.problems));
  const write = (line: string) => process.stdout.write(`${line}\n`);
  for (const line of flags.json ? jsonLines(reports) : terminalLines(reports)) write(line);
  if (flags.markdown !== undefined) writeReport(flags.markdown, reports);
  if (reports.some(({ findings }) => findings.length > 0)) throw new ExitWith(1);
  if (!reports.some(({ compared }) => compared > 0)) throw new ExitWith(3);
}

/** Recordings of providers that nobody plays. */
function strangers(recordings: readonly StoredRecording[], providers: readonly { readonly name: string }[]): string[] {
  const known = new Set(providers.map(({ name }) => name));
  const strange = recordings.filter(({ recording }) => !known.has(recording.provider));
  return strange.map(
    ({ file, recording }) =>
      `Cannot compare ${file}: there is no provider ${recording.provider}. Name its module with --provider.`,
  );
}

function writeReport(file: string, reports: readonly DriftReport[]): void {
  try {
    writeFileSync(file, toMarkdown(reports));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new CommandError([`Cannot write ${printable(file)} (${reason}). Name a file in a folder that exists.`]);
  }
}

function complain(problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`${printable(problem)}\n`);
}
