import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { addAnnotations } from './annotations.ts';
import { boundRepeatingKeywords } from './bounded-keywords.ts';

/** A check of each string format that a provider judges in its own way, such as `email`. */
export type Formats = Readonly<Record<string, (text: string) => boolean>>;

/** A validator for draft 2020-12 that knows the annotations, a provider's formats, and where to stop. */
export function createAjv(formats: Formats): Ajv2020 {
  // allErrors: providers report all violations; verbose: an error carries its schema, where its rule stands.
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
  });
  addFormats.default(ajv, ['uuid', 'date-time', 'uri']);
  for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate: check });
  boundRepeatingKeywords(ajv);
  addAnnotations(ajv);
  return ajv;
}
