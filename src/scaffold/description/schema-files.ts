import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { SchemaNode } from '../../kit/schema/annotations.ts';
import { createAjv } from '../../kit/schema/create-ajv.ts';
import { violableKeywords } from '../../kit/schema/violable-keywords.ts';

/** What the written provider judges formats by; the files in `described/` have the same. */
const formats = {
  email: (text: string) => /^[^@\s]+@[^@\s]+$/.test(text),
  date: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
};

/** The schema files of a provider that is written. Equal ones become one file. */
export class SchemaFiles {
  readonly provider: string;
  readonly #files = new Map<string, SchemaNode>();
  readonly #names = new Map<string, string>();
  readonly #ajv: Ajv2020 = createAjv(formats);

  constructor(provider: string) {
    this.provider = provider;
  }

  /** Adds a schema under a name, or finds the file that says the same; gives the name of the file, without ending. */
  add(name: string, schema: SchemaNode): string {
    const text = JSON.stringify(schema);
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const free = this.#free(name);
    this.#names.set(text, free);
    const { description, ...rest } = schema;
    this.#files.set(free, {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `/${this.provider}/${free}.schema.json`,
      title: titleOf(free),
      ...(description !== undefined && { description }),
      ...rest,
    });
    return free;
  }

  /** Whether a value keeps to a schema. */
  accepts(schema: SchemaNode, value: unknown): boolean {
    try {
      return this.#ajv.validate(schema, value) === true;
    } catch {
      return false;
    }
  }

  /** Whether a schema can be used at all. */
  compiles(schema: SchemaNode): boolean {
    try {
      this.#ajv.compile(schema);
      return true;
    } catch {
      return false;
    }
  }

  get all(): ReadonlyMap<string, SchemaNode> {
    return this.#files;
  }

  #free(name: string): string {
    if (!this.#files.has(name)) return name;
    let number = 2;
    while (this.#files.has(`${name}-${number}`)) number += 1;
    return `${name}-${number}`;
  }
}

function titleOf(name: string): string {
  return name
    .split(/[^a-z0-9]+/i)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** A schema of a request in which each keyword that can be violated names one rule. */
export function withRule(schema: SchemaNode, rule: string, isRequired = false): SchemaNode {
  const keywords = violableKeywords.filter((keyword) => Object.hasOwn(schema, keyword));
  if (schema.additionalProperties === false) keywords.push('additionalProperties');
  if (isRequired) keywords.push('required');
  const { properties, items, additionalProperties, anyOf, required = [] } = schema;
  return {
    ...schema,
    ...(keywords.length > 0 && { 'x-rule': Object.fromEntries(keywords.map((keyword) => [keyword, rule])) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [name, withRule(member, rule, required.includes(name))]),
      ),
    }),
    ...(items && { items: withRule(items, rule) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: withRule(additionalProperties, rule) }),
    ...(Array.isArray(anyOf) && { anyOf: anyOf.map((choice: SchemaNode) => withRule(choice, rule)) }),
  };
}
