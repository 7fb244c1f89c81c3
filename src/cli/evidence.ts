import { readFileSync, writeFileSync } from 'node:fs';
import { BaselineError, printBaseline, readBaseline, worseThan } from '../evidence/baseline.ts';
import type { RuleEvidence } from '../evidence/evidence.ts';
import { pactsAt } from '../evidence/pacts-of.ts';
import { proofOf, recordingsIn } from '../evidence/proof.ts';
import { printable, printableJson } from '../logging/printable.ts';
import { colors } from './colors.ts';
import { CommandError } from './command-error.ts';
import { recordingsFolder } from './configuration.ts';
import { ExitWith } from './exit-with.ts';
import { findProvider } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';
import { UsageError } from './usage-error.ts';

interface EvidenceFlags extends ProviderFlags {
  readonly recordings?: string;
  readonly pacts: readonly string[];
  readonly json?: boolean;
  readonly baseline?: string;
  readonly update?: boolean;
}

/** Prints what proves each rule. With a baseline, ends with exit code 1 when any column of any rule got worse. */
export async function evidence(names: readonly string[], flags: EvidenceFlags): Promise<void> {
  const { baseline, update } = flags;
  if (update && baseline === undefined)
    throw new UsageError('Cannot update the evidence: name its file with --baseline.');
  const rows = await rowsOf(names, flags);
  for (const line of flags.json ? rows.map((row) => printableJson(row)) : tableOf(rows))
    process.stdout.write(`${line}\n`);
  if (baseline === undefined) return;
  if (update) return write(baseline, printBaseline(rows));
  const worse = worseThan(readBaseline(baseline, read(baseline)), rows);
  for (const line of worse) process.stderr.write(`${printable(`Worse than ${baseline}: ${line}.`)}\n`);
  if (worse.length > 0) throw new ExitWith(1);
}

async function rowsOf(names: readonly string[], flags: EvidenceFlags): Promise<RuleEvidence[]> {
  const { providers, configuration } = await givenProviders(flags);
  const chosen = names.length > 0 ? names.map((name) => findProvider(name, providers)) : providers.identities;
  const recordings = await recordingsIn(recordingsFolder(flags.recordings, configuration));
  const pacts = pactsAt(flags.pacts);
  for (const problem of pacts.problems) process.stderr.write(`${printable(problem)}\n`);
  const rows: RuleEvidence[] = [];
  for (const identity of chosen) {
    const provider = providers.mock(identity);
    rows.push(...(await proofOf(provider, recordings, pacts.of(provider))));
  }
  return rows;
}

function tableOf(rows: readonly RuleEvidence[]): string[] {
  const cells = rows.map(cellsOf);
  const head = ['rule', 'basis', 'examples', 'pacts', 'recording', 'stand-in', 'drift', 'correction'];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [colors.bold(line(head)), ...cells.map((row) => printable(line(row)))];
}

function cellsOf({ rule, basis, examples, pacts, recording, standIn, drift, correction }: RuleEvidence): string[] {
  const dated = (shown: RuleEvidence['recording']) => shown?.recordedAt.slice(0, 10) ?? '-';
  const counted = (count: number) => (count === 0 ? '-' : `${count}`);
  const weakest = basis.find((part) => part.endsWith('weak')) ?? basis.find((part) => part.startsWith('assumed'));
  const columns = [
    counted(examples),
    counted(pacts),
    dated(recording),
    dated(standIn),
    counted(drift),
    correction ?? '-',
  ];
  return [rule, weakest ?? basis.at(-1) ?? '-', ...columns];
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new BaselineError(`Cannot compare with ${file}: it cannot be read. Write it with --update.`);
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {
    throw new CommandError([`Cannot write ${printable(file)}. Name a file in a folder that exists.`]);
  }
}
