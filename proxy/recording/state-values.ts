import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { codeOf } from '../../src/files/code-of.ts';
import { OddFileError, readRegularFile } from '../../src/files/read-regular-file.ts';
import { replaceText } from '../../src/files/replace-file.ts';
import { jsonValue } from '../../src/kit/protocols/json.ts';
import type { StateValues } from '../../src/kit/world/provider-state.ts';
import { isFolder, type OddEntry, unreadable, walkFolder } from '../recording-format/walk-folder.ts';
import { WriteError } from '../recording-format/write-error.ts';
import { makeFolders, writeProblem } from './recordings-folder.ts';

/** An interaction of a contract, as far as its states hang on it. */
export interface StatesOf {
  readonly provider: string;
  readonly consumer: string;
  readonly description: string;
  readonly states: readonly { readonly name: string; readonly params: object }[];
}

/** What one file holds: the values that an interaction's states returned when it was recorded. */
interface KeptValues {
  readonly version: number;
  readonly provider: string;
  readonly consumer: string;
  readonly description: string;
  readonly states: readonly string[];
  readonly values: StateValues;
}

/** Kept values that cannot be used. The message names the file and says what to do; it quotes nothing of it. */
export class StateValuesError extends Error {
  override readonly name = 'StateValuesError';
}

/** Hidden, so that nothing in it is taken for a recording. */
const folderName = '.provider-states';
const formatVersion = 1;
/** Larger files are none of ours, in bytes. */
const maxFileBytes = 1_048_576;

/**
 * Keeps the values of an interaction's states beside the recordings, in the place of those that were kept before.
 * Whatever is secret in them and in the names must have been replaced. Rejects with a WriteError.
 */
export async function keepStateValues(folder: string, key: StatesOf, kept: Omit<KeptValues, 'version'>): Promise<void> {
  const file = fileOf(key);
  try {
    makeFolders(folder, file.split('/').slice(0, -1));
    replaceText(join(folder, file), `${JSON.stringify({ version: formatVersion, ...kept }, null, 2)}\n`);
  } catch (error) {
    if (error instanceof WriteError) throw error;
    throw new WriteError(`Cannot keep the values of states in ${file}: ${writeProblem(error)}.`, { cause: error });
  }
}

/** The values that were kept for an interaction; nothing when none were. Rejects with a StateValuesError. */
export async function readStateValues(folder: string, key: StatesOf): Promise<StateValues | undefined> {
  return (await readKept(folder, fileOf(key)))?.values;
}

/** How many files of kept values there are, and what is wrong with some. */
export async function checkStateValues(folder: string): Promise<{ checked: number; problems: string[] }> {
  const { files: found, odd } = await walkFolder(folder, folderName);
  const files = found.filter((file) => file.endsWith('.json'));
  const problems = odd.map(({ path, found: what }) => `Cannot use ${path}: ${what}.`);
  for (const file of files) {
    await readKept(folder, file).catch((error: unknown) => {
      if (!(error instanceof StateValuesError)) throw error;
      problems.push(error.message);
    });
  }
  return { checked: files.length + odd.length, problems };
}

/** The provider to which a file of kept values belongs; nothing for any other file. */
export function providerOfStateValues(file: string): string | undefined {
  const [folder, provider] = file.split('/');
  return folder === folderName ? provider : undefined;
}

/** The same interaction with the same states always has the same file. */
function fileOf({ provider, consumer, description, states }: StatesOf): string {
  const key = JSON.stringify([consumer, description, states.map(({ name, params }) => [name, params])]);
  return `${folderName}/${provider}/${createHash('sha256').update(key).digest('hex').slice(0, 16)}.json`;
}

async function readKept(folder: string, file: string): Promise<KeptValues | undefined> {
  const text = await readText(folder, file);
  if (text === undefined) return undefined;
  const value = jsonValue(text);
  if (value === undefined) throw refuse(file, 'it is cut short or no JSON');
  isKept ??= new Ajv2020({ strict: false, validateSchema: false }).compile<KeptValues>(schema);
  if (!isKept(value)) {
    const [error] = isKept.errors ?? [];
    throw refuse(file, `${error?.instancePath || 'it'} ${error?.message ?? 'is wrong'}`);
  }
  if (value.version > formatVersion) {
    const found = `its format is version ${value.version}, and this program knows ${formatVersion}`;
    throw new StateValuesError(`Cannot use ${file}: ${found}. Update api-understudy.`);
  }
  if (file.split('/').at(-2) === value.provider) return value;
  throw refuse(file, 'it is of another provider');
}

/** Nothing when there is none. A link on the way could lead to anything else. */
async function readText(folder: string, file: string): Promise<string | undefined> {
  const odd: OddEntry[] = [];
  const isThere = await isFolder(folder, file.slice(0, file.lastIndexOf('/')), odd);
  for (const { path, found } of odd) throw new StateValuesError(`Cannot use ${path}: ${found}.`);
  if (!isThere) return undefined;
  try {
    return readRegularFile(join(folder, file), maxFileBytes).toString();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw refuse(file, error instanceof OddFileError ? error.message : unreadable(codeOf(error)));
  }
}

function refuse(file: string, found: string): StateValuesError {
  return new StateValuesError(`Cannot use ${file}: ${found}. Delete it, and record the contract again.`);
}

let isKept: ValidateFunction<KeptValues> | undefined;
const text = { type: 'string' };
const schema = {
  type: 'object',
  properties: {
    version: { type: 'integer', minimum: 1 },
    provider: text,
    consumer: text,
    description: text,
    states: { type: 'array', items: text },
    values: { type: 'object', additionalProperties: { type: ['string', 'boolean'] } },
  },
  required: ['version', 'provider', 'consumer', 'description', 'states', 'values'],
  additionalProperties: false,
};
