import type { LogDetails, Logger } from '../logging/logger.ts';
import { printableJson } from '../logging/printable.ts';
import type { LoggerOptions } from './logger-options.ts';

/** One JSON object a line, for machines. */
export function jsonLogger({ quiet, out }: LoggerOptions): Logger {
  const line = (level: string) => (message: string, details?: LogDetails) => {
    if (quiet && (message === 'request' || message === 'refused')) return;
    out(`${printableJson({ event: message, ...(level !== 'info' && { level }), ...details })}\n`);
  };
  return { debug() {}, info: line('info'), warn: line('warn'), error: line('error') };
}
