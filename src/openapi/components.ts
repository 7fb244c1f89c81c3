import type { JsonObject } from '../kit/protocols/http.ts';
import type { SchemaNode } from '../kit/schema/annotations.ts';
import type { SchemaSet } from '../kit/schema/schema-set.ts';
import { portableKeyword, withItems, withType } from './portable-schema.ts';

const ending = '.schema.json';

/**
 * The schemas that a description needs, by title: schema files of the provider, with whatever they refer to, and parts
 * that only the description has.
 */
export class Components {
  readonly #files: SchemaSet;
  readonly #schemas = new Map<string, { readonly source: string; schema: JsonObject }>();

  constructor(files: SchemaSet) {
    this.#files = files;
  }

  /** A reference to a schema file, by its name without ending. */
  file(name: string): JsonObject {
    const { $id, $schema, ...schema } = this.#files.read(name);
    const title = titleOf(this.#files.provider, name, schema);
    // Noted before its own references are followed: a schema may refer to itself.
    const entry = this.#reserve(title, name);
    if (entry) entry.schema = this.#withOwnReferences(schema);
    return referenceTo(title);
  }

  /** A reference to a schema for which there is no file. */
  part(title: string, schema: JsonObject): JsonObject {
    const entry = this.#reserve(title, 'the description');
    if (entry) entry.schema = schema;
    return referenceTo(title);
  }

  /** A part of a schema file, as it stands where it is used. */
  inline(schema: SchemaNode): JsonObject {
    return this.#withOwnReferences(schema);
  }

  /** All schemas that were asked for, in the order of their titles. */
  schemas(): JsonObject {
    const entries = [...this.#schemas].map(([title, { schema }]) => [title, schema] as const);
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** Nothing when the title has its schema already. */
  #reserve(title: string, source: string): { schema: JsonObject } | undefined {
    const known = this.#schemas.get(title);
    if (known?.source === source) return undefined;
    if (known) {
      throw new Error(
        `Cannot describe ${this.#files.provider}: ${known.source} and ${source} both have the title ${title}. Give one of them another.`,
      );
    }
    const entry = { source, schema: {} };
    this.#schemas.set(title, entry);
    return entry;
  }

  #withOwnReferences(schema: object): JsonObject {
    const members = Object.entries(schema).map(([keyword, value]) => [keyword, this.#rewrite(keyword, value)] as const);
    return withItems(withType(Object.fromEntries(members)));
  }

  #rewrite(keyword: string, value: unknown): unknown {
    if (keyword === '$ref' && typeof value === 'string') return this.file(value.slice(0, -ending.length)).$ref;
    // What annotations hold is no schema.
    if (keyword.startsWith('x-')) return value;
    if (Array.isArray(value)) return value.map((item) => this.#rewrite('', item));
    return typeof value === 'object' && value !== null
      ? this.#withOwnReferences(value)
      : portableKeyword(keyword, value);
  }
}

function referenceTo(title: string): JsonObject {
  return { $ref: `#/components/schemas/${title}` };
}

function titleOf(provider: string, name: string, { title }: SchemaNode): string {
  if (title) return title;
  throw new Error(`Cannot describe ${provider}: the schema ${name} has no title. Give it one, in PascalCase.`);
}
