import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { withoutMark } from '../files/byte-order-mark.ts';
import { codeOf } from '../files/code-of.ts';

/** The process's environment, and below it what a `.env` file in the working folder adds. Throws when there is one that cannot be read. */
export function readEnv(): Readonly<Record<string, string | undefined>> {
  return { ...parseEnv(readDotEnv()), ...process.env };
}

function readDotEnv(): string {
  try {
    return withoutMark(readFileSync('.env', 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    const found = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot read the file .env: ${found}. Make it readable, or move it away.`, { cause: error });
  }
}
