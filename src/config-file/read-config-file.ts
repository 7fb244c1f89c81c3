import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { withoutMark } from '../files/byte-order-mark.ts';
import { describeFailure } from '../files/describe-failure.ts';
import { suggestion } from '../kit/did-you-mean.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { ConfigFileError } from './config-file-error.ts';
import type { UnderstudyConfig } from './config-values.ts';

/**
 * Reads a configuration file, TypeScript or JavaScript with a default export, or JSON (with comments). Rejects with a
 * ConfigFileError that names the line, or the member and what it should be.
 */
export async function readConfigFile(path: string): Promise<UnderstudyConfig<Provider>> {
  const value = path.endsWith('.json') ? readJson(path) : await importConfig(path);
  if (!isJsonObject(value)) throw refuse(path, 'it is no object. Write: export default { port: 4010 }');
  const found = complaintAbout(value);
  if (found !== undefined) throw refuse(path, found);
  return value;
}

function refuse(path: string, found: string, cause?: unknown): ConfigFileError {
  return new ConfigFileError(`Cannot use ${path}: ${found}`, { cause });
}

function readJson(path: string): unknown {
  const text = withoutMark(readFileSync(path, 'utf8'));
  const mistakes: ParseError[] = [];
  const value: unknown = parse(text, mistakes, { allowTrailingComma: true });
  const [first] = mistakes;
  if (!first) return value;
  const line = text.slice(0, first.offset).split('\n').length;
  throw refuse(path, `line ${line} is no JSON (${printParseErrorCode(first.error)}).`);
}

async function importConfig(path: string): Promise<unknown> {
  try {
    const loaded: Record<string, unknown> = await import(pathToFileURL(path).href);
    if ('default' in loaded) return loaded.default;
  } catch (error) {
    throw refuse(path, `${describeFailure(error, path)}.`, error);
  }
  throw refuse(path, 'it has no default export. Write: export default { port: 4010 }');
}

/** The schema that is published for editors says what is allowed. */
const schema = JSON.parse(readFileSync(new URL('config.schema.json', import.meta.url), 'utf8'));

function complaintAbout(value: object): string | undefined {
  const validate = new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile(schema);
  if (validate(value)) return undefined;
  // A choice fails with each of its branches; what was chosen from says more than they do.
  const [first] = (validate.errors ?? []).toSorted((one, other) => rank(one) - rank(other));
  return first && describe(first);
}

function rank({ keyword, instancePath }: ErrorObject): number {
  return (keyword === 'additionalProperties' ? 0 : 1) + instancePath.split('/').length;
}

function describe({ keyword, instancePath, params, message = 'is wrong', parentSchema }: ErrorObject): string {
  const place = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') {
    const unknown = String(params.additionalProperty);
    return `it has no member "${unknown.slice(0, 80)}". ${suggestion(unknown, Object.keys(parentSchema?.properties ?? {}))}`;
  }
  if (keyword === 'enum') return `\`${place}\` must be one of ${params.allowedValues.join(', ')}.`;
  return `\`${place}\` ${message}.`;
}
