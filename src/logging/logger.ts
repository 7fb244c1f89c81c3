/** Facts beside a message, for machines. */
export type LogDetails = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Shaped like `console`, so that `console` itself can be passed. The library logs nothing unless it is given one. */
export interface Logger {
  debug(message: string, details?: LogDetails): void;
  info(message: string, details?: LogDetails): void;
  warn(message: string, details?: LogDetails): void;
  error(message: string, details?: LogDetails): void;
}

/** Says nothing. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
