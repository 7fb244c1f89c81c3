import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import type { Provider } from '../kit/provider.ts';
import { PlugInError } from './plug-in-error.ts';

/** A mistake in a file of a provider's folder. `found` is what is said of the file: `is no JSON.` */
export function wrongFile({ name, folder }: Provider, file: string, found: string, cause?: unknown): PlugInError {
  const path = fileURLToPath(new URL(file, folder));
  return new PlugInError(`Cannot use the provider ${name}: ${path} ${found}`, { cause });
}

/** The names of the JSON files below a provider's folder. Throws a PlugInError when it is not there. */
export function jsonFilesOf(provider: Provider, folder: 'schemas/' | 'examples/'): string[] {
  try {
    return readdirSync(new URL(folder, provider.folder)).filter((file) => file.endsWith('.json'));
  } catch (cause) {
    throw wrongFile(provider, folder, `is no folder. ${whatThereIs}`, cause);
  }
}

const whatThereIs = 'Every provider has rules.json, schemas/ and examples/ in its `folder`.';

/** What a file holds. Throws a PlugInError when it is no JSON. */
export function readJsonFile(provider: Provider, file: string): unknown {
  const text = readText(provider, file);
  const mistakes: ParseError[] = [];
  const value: unknown = parse(text, mistakes, { disallowComments: true });
  const [first] = mistakes;
  if (!first) return value;
  // What stands there may be a secret: only the place is told.
  const line = text.slice(0, first.offset).split('\n').length;
  throw wrongFile(provider, file, `is no JSON (line ${line}: ${printParseErrorCode(first.error)}).`);
}

function readText(provider: Provider, file: string): string {
  try {
    return readFileSync(new URL(file, provider.folder), 'utf8');
  } catch (cause) {
    throw wrongFile(provider, file, `cannot be read. ${whatThereIs}`, cause);
  }
}
