import { readFileSync } from 'node:fs';
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import type { Violation } from '../answer.ts';
import type { SchemaNode } from './annotations.ts';
import { maxViolations } from './bounded-keywords.ts';
import { createAjv, type Formats } from './create-ajv.ts';
import { schemaEnding, schemaNames } from './schema-names.ts';
import { violationsOf } from './violations.ts';

/**
 * One provider's schema files. Files are read and compiled at first use, so that a start pays for none of them. `Rule` are the
 * rules that the schemas name: whoever makes the set says so, and a test holds the schemas to the ledger.
 */
export class SchemaSet<Rule extends string = string> {
  readonly provider: string;
  readonly #folder: URL;
  readonly #formats: Formats;
  readonly #files = new Map<string, SchemaNode>();
  readonly #validators = new Map<string, ValidateFunction>();
  #ajv: Ajv2020 | undefined;

  /** @param folder The folder of the `*.schema.json` files, with a last slash. */
  constructor(provider: string, folder: URL, formats: Formats = {}) {
    this.provider = provider;
    this.#folder = folder;
    this.#formats = formats;
  }

  /** All names, sorted: file names without `.schema.json`. */
  names(): string[] {
    return schemaNames(this.#folder);
  }

  /** The schema as it stands in its file. Throws when there is none of that name. */
  read(name: string): SchemaNode {
    const known = this.#files.get(name);
    if (known) return known;
    const schema: SchemaNode = JSON.parse(readFileSync(new URL(`${name}${schemaEnding}`, this.#folder), 'utf8'));
    this.#files.set(name, schema);
    return schema;
  }

  /** What is wrong with a request, in the schema's order; at most `maxViolations`, empty when it is valid. */
  violations(name: string, value: unknown): Violation<Rule>[] {
    const validate = this.#validator(name);
    if (validate(value)) return [];
    const errors = (validate.errors ?? []).slice(0, maxViolations);
    return violationsOf<Rule>(errors, this.read(name), (reference) => this.#resolve(reference));
  }

  /** Whether a value keeps to a schema. For our own replies and states, whose schemas name no rules. */
  accepts(name: string, value: unknown): boolean {
    return this.#validator(name)(value) === true;
  }

  /** What is wrong with a value in plain words, each with its place; empty when nothing is. */
  complaints(name: string, value: unknown): string[] {
    const validate = this.#validator(name);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${complaint(error)}`);
  }

  #validator(name: string): ValidateFunction {
    const known = this.#validators.get(name);
    if (known) return known;
    const compiled = this.#compile(name);
    this.#validators.set(name, compiled);
    return compiled;
  }

  #compile(name: string): ValidateFunction {
    this.#ajv ??= this.#createAjv();
    const compiled = this.#ajv.getSchema(this.#idOf(name));
    if (!compiled) throw new Error(`Cannot validate by ${this.#idOf(name)}: there is no such schema.`);
    return compiled;
  }

  /** Adding does not compile: files may refer to each other, and each is compiled at its first use. */
  #createAjv(): Ajv2020 {
    const ajv = createAjv(this.#formats);
    for (const name of this.names()) ajv.addSchema(this.read(name));
    return ajv;
  }

  #idOf(name: string): string {
    return `/${this.provider}/${name}${schemaEnding}`;
  }

  #resolve(reference: string): SchemaNode | undefined {
    return reference.endsWith(schemaEnding) ? this.read(reference.slice(0, -schemaEnding.length)) : undefined;
  }
}

function complaint({ keyword, message = 'is wrong', params }: NonNullable<ValidateFunction['errors']>[number]): string {
  if (keyword === 'additionalProperties') return `must not have the member "${params.additionalProperty}"`;
  if (keyword === 'enum') return `${message}: ${params.allowedValues.slice(0, 10).join(', ')}`;
  return message;
}
