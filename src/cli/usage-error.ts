import { CommandError } from './command-error.ts';

/** What the user typed cannot be done: a line on standard error for each thing that is wrong, exit code 2. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';
}
