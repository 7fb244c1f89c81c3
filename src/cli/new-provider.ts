import { relative } from 'node:path';
import { builtIn } from '../app/built-in.ts';
import { printable, printableJson } from '../logging/printable.ts';
import { newProvider } from '../scaffold/new-provider.ts';
import { ScaffoldError } from '../scaffold/scaffold-error.ts';
import { UsageError } from './usage-error.ts';

interface NewProviderFlags {
  readonly into: string;
  readonly openapi?: string;
  readonly json?: boolean;
}

/** Notes that are shown one by one; all stand in the page that was written. */
const maxNotes = 10;

/** Writes a provider of somebody's own, and says what to do with it. Throws a UsageError when it cannot be written. */
export async function writeNewProvider(name: string, { into, openapi, json }: NewProviderFlags): Promise<void> {
  const given = { name, into, taken: builtIn.identities, ...(openapi !== undefined && { openapi }) };
  const written = await newProvider(given).catch((error: unknown) => {
    throw error instanceof ScaffoldError ? new UsageError(error.message, { cause: error }) : error;
  });
  const folder = relative('', written.folder) || '.';
  if (json) {
    process.stdout.write(`${printableJson({ event: 'written', name, ...written, folder })}\n`);
    return;
  }
  const { operations, rules, notes } = written;
  const more = notes.length - maxNotes;
  const lines = [
    `Wrote ${folder}: ${counted(operations, 'operation')}, ${counted(rules, 'rule')}, with their examples and a test.`,
    ...notes.slice(0, maxNotes).map((note) => `  ${note}`),
    ...(more > 0 ? [`  ${more} more such notes stand in ${folder}/README.md.`] : []),
    '',
    `Play it:  npx api-understudy start --provider ./${folder}`,
    `Test it:  npx vitest run ${folder}`,
  ];
  process.stdout.write(`${lines.map((line) => printable(line)).join('\n')}\n`);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
