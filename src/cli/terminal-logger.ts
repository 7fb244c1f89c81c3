import type { LogDetails, Logger } from '../logging/logger.ts';
import { printableLines } from '../logging/printable.ts';
import type { LoggerOptions } from './logger-options.ts';
import { refusedLine, requestLine } from './request-line.ts';

/** Lines for people: requests on standard output, trouble on standard error. */
export function terminalLogger({ quiet, out, err }: LoggerOptions): Logger {
  const trouble = (message: string, details?: LogDetails) => err(`${printableLines(message + printed(details))}\n`);
  return {
    debug() {},
    info(message, details) {
      const line = message === 'request' ? requestLine : message === 'refused' ? refusedLine : undefined;
      if (!line) out(`${printableLines(message + printed(details))}\n`);
      else if (!quiet) out(`${line(details ?? {})}\n`);
    },
    warn: trouble,
    error: trouble,
  };
}

function printed(details: LogDetails = {}): string {
  const pairs = Object.entries(details).map(([name, value]) => `${name}=${value}`);
  return pairs.length > 0 ? ` ${pairs.join(' ')}` : '';
}
