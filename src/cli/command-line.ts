import { CommanderError } from 'commander';
import { printable } from '../logging/printable.ts';
import { CommandError } from './command-error.ts';
import { ExitWith } from './exit-with.ts';
import { createProgram } from './program.ts';
import { UsageError } from './usage-error.ts';

/** Exit codes: 0 done, 1 it failed, 2 the command line was wrong, 3 there was nothing to go by; of `run`, that of its command. */
export type ExitCode = number;

/** Runs one command line, without the node and script names; what went wrong is one line on standard error. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    return codeAfter(error);
  }
}

/** The exit code after what was thrown, and its line, unless it was printed already. */
function codeAfter(error: unknown): ExitCode {
  if (error instanceof ExitWith) return error.code;
  // Commander has printed its own message, and ends help and version in this way too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  for (const line of linesOf(error)) process.stderr.write(`${printable(line)}\n`);
  return error instanceof UsageError ? 2 : 1;
}

/** A value that somebody typed may stand in a message, so that a line break in it begins no line. */
function linesOf(error: unknown): readonly string[] {
  if (error instanceof CommandError) return error.lines;
  return [error instanceof Error ? error.message : String(error)];
}
