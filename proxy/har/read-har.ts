import { readFileSync, statSync } from 'node:fs';
import { withoutMark } from '../../src/files/byte-order-mark.ts';
import { codeOf } from '../../src/files/code-of.ts';
import { isJsonObject, jsonValue } from '../../src/kit/protocols/json.ts';

/** Browsers keep every picture of a page in it, in bytes. */
const maxArchiveBytes = 256 * 1_048_576;

/** A file that is no HTTP Archive, or cannot be read. The message says what to do. */
export class HarError extends Error {
  override readonly name = 'HarError';
}

/** The entries of an HTTP Archive as they stand in the file. Throws a HarError. */
export function readHar(file: string): readonly unknown[] {
  const value = jsonValue(withoutMark(textOf(file)));
  const log = isJsonObject(value) ? value.log : undefined;
  const entries = isJsonObject(log) ? log.entries : undefined;
  if (Array.isArray(entries)) return entries;
  const found = value === undefined ? 'it is cut short or no JSON' : 'it has no list `entries` in a `log`';
  throw new HarError(`Cannot import ${file}: ${found}. Export it as HAR once more.`);
}

/** Also of a pipe, since whoever runs the program named it. */
function textOf(file: string): string {
  try {
    if (statSync(file).size <= maxArchiveBytes) return readFileSync(file, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    throw new HarError(`Cannot import ${file}: ${problems[code] ?? `it cannot be read (${code})`}.`, { cause: error });
  }
  const most = `${maxArchiveBytes / 1_048_576} MiB`;
  throw new HarError(`Cannot import ${file}: it is over ${most}. Export only what goes to the APIs, with a filter.`);
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Name one that a browser or a proxy exported as HAR',
  EISDIR: 'it is a folder. Name a file in it',
  EACCES: 'this user may not read it. Change its permissions',
};
