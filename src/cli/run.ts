import { CommanderError } from 'commander';
import { printableLines } from '../logging/printable.ts';
import { createProgram } from './program.ts';
import { UsageError } from './usage-error.ts';

/** Exit codes: 0 done, 1 it failed, 2 the command line was wrong. */
export type ExitCode = 0 | 1 | 2;

/** Runs one command line, without the node and script names; what went wrong is one line on standard error. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own message, and ends help and version in this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${printableLines(error instanceof Error ? error.message : String(error))}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
