import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import { type Learned, type Lesson, learn as learnOf } from '../evidence/learn.ts';
import { replaceText } from '../files/replace-file.ts';
import type { Provider } from '../kit/provider.ts';
import { printable, printableJson } from '../logging/printable.ts';
import { colors } from './colors.ts';
import { CommandError } from './command-error.ts';
import { correctionsFolder, recordingsFolder } from './configuration.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';
import { patchLines, skeletonLines } from './learn-patch.ts';
import { UsageError } from './usage-error.ts';

interface LearnFlags extends ProviderFlags {
  readonly recordings?: string;
  readonly dryRun?: boolean;
  readonly patch?: boolean;
  readonly json?: boolean;
}

/** Makes corrections of what recordings have shown of the mocks, and says what it could make none of. */
export async function learn(files: readonly string[], flags: LearnFlags): Promise<void> {
  const { corrections: named } = flags;
  const { providers, configuration } = await givenProviders(existing(flags));
  const { recordings, problems } = await readFolder(recordingsFolder(flags.recordings, configuration));
  for (const problem of problems) process.stderr.write(`${printable(problem)}\n`);
  const folder = correctionsFolder(named, configuration);
  const lessons = await lessonsOf(providers.mocks(), chosenOf(recordings, files));
  for (const [provider, lesson] of lessons) for (const line of linesOf(provider, lesson, folder, flags)) print(line);
  const learned = lessons.flatMap(([, lesson]) => lesson.learned);
  for (const each of flags.dryRun ? [] : learned) write(folder, each);
  const left = lessons.reduce((sum, [, { notLearned }]) => sum + notLearned.length, 0);
  const corrected = learned.reduce((sum, { findings }) => sum + findings.length, 0);
  const counts = { corrections: learned.length, corrected, left };
  print(flags.json ? printableJson({ event: 'summary', ...counts }) : summary(counts, folder, flags.dryRun ?? false));
}

/** A folder that is to be made is none that must be there. */
function existing({ corrections, ...others }: LearnFlags): ProviderFlags {
  return corrections !== undefined && existsSync(corrections) ? { ...others, corrections } : others;
}

async function lessonsOf(providers: readonly Provider[], recordings: readonly StoredRecording[]) {
  const lessons: (readonly [Provider, Lesson])[] = [];
  for (const provider of providers) {
    const own = recordings.filter(
      ({ recording, file }) => recording.provider === provider.name && !file.startsWith('aside/'),
    );
    if (own.length > 0) lessons.push([provider, await learnOf(provider, own, Date.now())]);
  }
  return lessons;
}

interface Counts {
  readonly corrections: number;
  readonly corrected: number;
  readonly left: number;
}

function summary({ corrections, corrected, left }: Counts, folder: string, dryRun: boolean): string {
  if (corrections + left === 0)
    return 'There is nothing to learn: the mocks agree with the recordings, or others are wrong (understudy drift).';
  const made = `${corrections} correction${corrections === 1 ? '' : 's'} of ${corrected} finding${corrected === 1 ? '' : 's'}`;
  const where = dryRun ? ' would be written' : ` in ${folder}`;
  return printable(`${made}${where}${left > 0 ? `; of ${left} there is none` : ''}.`);
}

function chosenOf(recordings: readonly StoredRecording[], files: readonly string[]): readonly StoredRecording[] {
  const unknown = files.find((file) => !recordings.some((each) => each.file === file));
  if (unknown !== undefined)
    throw new UsageError(
      `Cannot learn from "${printable(unknown)}": there is no such recording. \`understudy recordings list\` shows them.`,
    );
  return files.length === 0 ? recordings : recordings.filter(({ file }) => files.includes(file));
}

function linesOf(provider: Provider, lesson: Lesson, folder: string, { json, patch }: LearnFlags): string[] {
  if (json) return jsonLines(provider, lesson);
  const { learned, notLearned } = lesson;
  return [
    ...learned.flatMap((each) => [
      ...learnedLines(each, folder),
      ...(patch ? patchLines(provider, each).map(printable) : []),
    ]),
    ...notLearned.map(
      ({ finding, reason }) =>
        `${colors.yellow('?')} ${printable(`${finding.rule} at ${finding.place || '/'}: ${reason}`)}`,
    ),
    ...learned.flatMap(skeletonLines).map(printable),
  ];
}

function jsonLines(provider: Provider, { learned, notLearned }: Lesson): string[] {
  return [
    ...learned.map(({ correction }) => ({ event: 'correction', provider: provider.name, ...correction })),
    ...notLearned.map(({ finding, reason }) => ({ event: 'not-learned', reason, ...finding })),
  ].map((line) => printableJson(line));
}

function learnedLines({ correction: { file, rule, because, when } }: Learned, folder: string): string[] {
  const reach = when ? 'for this request alone' : 'for all that the rule answers so';
  return [
    `${colors.cyan(printable(rule))}  ${printable(join(folder, file))}, ${reach}`,
    colors.dim(printable(`    ${because}`)),
  ];
}

function write(folder: string, { correction: { file, ...content } }: Learned): void {
  const path = join(folder, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceText(path, `${JSON.stringify({ provider: file.split('/', 1)[0], ...content }, null, 2)}\n`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    throw new CommandError([
      `Cannot write the correction ${printable(path)} (${code}). Name another folder with --corrections.`,
    ]);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
