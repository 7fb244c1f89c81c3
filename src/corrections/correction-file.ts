import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { withoutMark } from '../files/byte-order-mark.ts';
import type { Correction } from '../kit/corrections.ts';
import { suggestion } from '../kit/did-you-mean.ts';
import { readLedger } from '../kit/ledger.ts';
import { jsonValue } from '../kit/protocols/json.ts';
import { operationsOf, type ProviderIdentity } from '../kit/provider-identity.ts';

/** What a folder of corrections has for one provider, and a line for each file that cannot be used. */
export interface ReadCorrections {
  readonly corrections: readonly Correction[];
  readonly problems: readonly string[];
}

const text = { type: 'string' };
const schema = {
  type: 'object',
  properties: {
    provider: text,
    operation: text,
    rule: text,
    recording: text,
    because: text,
    when: {
      type: 'object',
      properties: { method: text, path: text, body: {} },
      required: ['method', 'path'],
      additionalProperties: false,
    },
    changes: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { place: { type: 'string', pattern: '^(status|(/.*)?)$' }, from: {}, to: {} },
        required: ['place'],
        additionalProperties: false,
      },
    },
    reply: {
      type: 'object',
      properties: { status: { type: 'integer', minimum: 200, maximum: 599 }, body: {} },
      required: ['status'],
      additionalProperties: false,
    },
    off: { const: true },
  },
  required: ['provider', 'operation', 'rule', 'recording', 'because'],
  oneOf: [{ required: ['changes'] }, { required: ['reply', 'when'] }, { required: ['off'] }],
  additionalProperties: false,
};

let compiled: ValidateFunction<Correction> | undefined;

/** Reads the corrections of a provider. A folder that is not there has none. */
export function readCorrections(folder: string, provider: ProviderIdentity): ReadCorrections {
  const corrections: Correction[] = [];
  const problems: string[] = [];
  for (const name of filesIn(join(folder, provider.name))) {
    const file = `${provider.name}/${name}`;
    const found = readOne(folder, file, provider);
    if (typeof found === 'string') problems.push(`Cannot use the correction ${join(folder, file)}: ${found}`);
    else corrections.push({ ...found, file });
  }
  return { corrections, problems };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}

/** A correction, or what is wrong with it and what to do. */
function readOne(folder: string, file: string, provider: ProviderIdentity): Correction | string {
  // Replies name it in a header.
  if (!/^[\w./-]+$/.test(file))
    return 'its name has other characters than letters, digits, ".", "_" and "-". Rename it.';
  let value: unknown;
  try {
    value = jsonValue(withoutMark(readFileSync(join(folder, file), 'utf8')));
  } catch {
    return 'it cannot be read. Change its permissions, or move it elsewhere.';
  }
  if (value === undefined) return 'it is cut short or no JSON. Mend it, or learn it again.';
  compiled ??= new Ajv2020({ strict: false, validateSchema: false }).compile<Correction>(schema);
  if (!compiled(value)) {
    const [error] = compiled.errors ?? [];
    return `${error?.instancePath || 'it'} ${error?.message ?? 'is wrong'}. Mend it, or learn it again.`;
  }
  const rules = readLedger(provider).rules.map(({ id }) => id);
  if (!rules.includes(value.rule))
    return `${provider.name} has no rule "${value.rule.slice(0, 80)}". ${suggestion(value.rule, rules)}`;
  // Of requests that the provider has no operation for.
  const operations = [...operationsOf(provider), 'unknown'];
  return operations.includes(value.operation)
    ? value
    : `${provider.name} has no operation "${value.operation.slice(0, 80)}". ${suggestion(value.operation, operations)}`;
}
