import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const require = createRequire(import.meta.url);
let validate: ValidateFunction | undefined;

/** What keeps a value from being an HTTP Archive, once it is printed. */
export function errorsOfHar(har: object): unknown[] {
  validate ??= harValidator();
  validate(JSON.parse(JSON.stringify(har)));
  return validate.errors ?? [];
}

/**
 * The published schemas of HAR 1.2, in draft 06. The package har-validator holds the same ones and an ajv of 2020, and is
 * no longer kept.
 */
function harValidator(): ValidateFunction {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  ajv.addMetaSchema(JSON.parse(readFileSync(require.resolve('ajv/dist/refs/json-schema-draft-06.json'), 'utf8')));
  const schemas: Readonly<Record<string, object>> = require('har-schema');
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  const found = ajv.getSchema('har.json');
  if (!found) throw new Error('The schemas of HAR have no har.json.');
  return found;
}
