/** A command failed: a line on standard error for each thing that is wrong. A line break in one of them is none of ours. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  readonly lines: readonly string[];

  constructor(lines: string | readonly string[], options?: ErrorOptions) {
    const all = [lines].flat();
    super(all.join(' '), options);
    this.lines = all;
  }
}
