type Write = (text: string) => void;

/** How much is printed: everything, or no line for each request. */
export interface LoggerOptions {
  readonly quiet: boolean;
  readonly out: Write;
  readonly err: Write;
}
