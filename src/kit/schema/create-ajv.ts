import { Ajv2020 } from 'ajv/dist/2020.js';
// Not its index, which loads a second dialect of ajv for keywords that nobody uses here.
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { addAnnotations } from './annotations.ts';
import { boundRepeatingKeywords } from './bounded-keywords.ts';

/** A check of each string format that a provider judges in its own way, such as `email`. */
export type Formats = Readonly<Record<string, (text: string) => boolean>>;

/**
 * A validator for draft 2020-12 that knows the annotations, a provider's formats, and where to stop. It takes schemas at
 * their word and leaves the meta-schemas out, which cost a start more than all else; a test checks every schema.
 */
export function createAjv(formats: Formats): Ajv2020 {
  const ajv = new Ajv2020({
    // Providers report all violations, and an error carries its schema, where its rule stands.
    allErrors: true,
    verbose: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    validateSchema: false,
    meta: false,
    addUsedSchema: false,
  });
  for (const name of ['uuid', 'date-time', 'uri'] as const) ajv.addFormat(name, fullFormats[name]);
  for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate: check });
  boundRepeatingKeywords(ajv);
  addAnnotations(ajv);
  return ajv;
}
