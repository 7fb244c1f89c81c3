import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import type { SchemaNode } from '../../kit/schema/annotations.ts';
import type { Notes, References } from './references.ts';
import { bounds, listAt, objectAt, textForm, typeOf, withSecret } from './schema-parts.ts';

/** Keywords of draft 2020-12 that are taken over as they are. */
const kept = [
  'description',
  'enum',
  'const',
  'default',
  'examples',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'deprecated',
];
const dropped = [
  'patternProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'prefixItems',
  'contains',
  'if',
  'unevaluatedProperties',
  'unevaluatedItems',
];
/** Schemas in schemas are inlined as deep as this; what is deeper may be anything. */
const maxDepth = 12;
/** And so many of them in one file. */
const maxNodes = 5_000;

/** Where a schema is used: what is read only is not sent, what is written only is not answered. */
export type Use = 'request' | 'reply';

/** Makes schemas of OpenAPI 3.0 and 3.1 such as the kit takes: draft 2020-12, whole, without references. */
export class SchemaConverter {
  readonly #references: References;
  readonly #notes: Notes;
  #nodes = 0;

  constructor(references: References, notes: Notes) {
    this.#references = references;
    this.#notes = notes;
  }

  convert(schema: unknown, use: Use): SchemaNode {
    this.#nodes = 0;
    return this.#convert(schema, use, []);
  }

  #convert(schema: unknown, use: Use, inside: readonly string[]): SchemaNode {
    if (!isJsonObject(schema)) return {};
    this.#nodes += 1;
    if (inside.length > maxDepth || this.#nodes > maxNodes) {
      this.#notes.add('Schemas that are nested very deep, or in themselves, are cut: anything counts inside.');
      return {};
    }
    const { $ref, ...own } = schema;
    if (typeof $ref === 'string') {
      if (inside.includes($ref)) {
        this.#notes.add(`\`${$ref}\` refers to itself: anything counts inside.`);
        return {};
      }
      const target = this.#references.at($ref);
      return this.#convert({ ...(isJsonObject(target) ? target : {}), ...own }, use, [...inside, $ref]);
    }
    return this.#convertOwn(this.#merged(schema, inside), use, [...inside, '']);
  }

  /** All parts of an `allOf` in one: the kit names one rule for each keyword, where it stands. */
  #merged(schema: JsonObject, inside: readonly string[]): JsonObject {
    const { allOf, ...own } = schema;
    if (!Array.isArray(allOf) || inside.length > maxDepth) return own;
    const merged: JsonObject = {};
    for (const part of [
      ...allOf.map((each: unknown) => this.#merged(this.#references.object(each), [...inside, ''])),
      own,
    ]) {
      const { properties, required, ...others } = part;
      Object.assign(merged, others);
      if (properties !== undefined)
        merged.properties = { ...objectAt(merged, 'properties'), ...objectAt(part, 'properties') };
      if (required !== undefined)
        merged.required = [...new Set([...listAt(merged, 'required'), ...listAt(part, 'required')])];
    }
    return merged;
  }

  #convertOwn(schema: JsonObject, use: Use, inside: readonly string[]): SchemaNode {
    for (const keyword of dropped)
      if (schema[keyword] !== undefined) this.#notes.add(`\`${keyword}\` of schemas is not checked.`);
    const node: Record<string, unknown> = Object.fromEntries(
      kept.flatMap((keyword) => (schema[keyword] === undefined ? [] : [[keyword, schema[keyword]]])),
    );
    const type = typeOf(schema);
    if (type !== undefined) node.type = type;
    if (schema.nullable === true && Array.isArray(node.enum)) node.enum = [...new Set([...node.enum, null])];
    if (schema.example !== undefined) node.examples = [schema.example];
    Object.assign(node, bounds(schema), textForm(schema, this.#notes));
    Object.assign(node, this.#members(schema, use, inside), this.#choices(schema, use, inside));
    return node;
  }

  #members(schema: JsonObject, use: Use, inside: readonly string[]): Partial<SchemaNode> {
    const hidden = use === 'request' ? 'readOnly' : 'writeOnly';
    const entries = Object.entries(objectAt(schema, 'properties')).filter(
      ([, member]) => this.#references.object(member)[hidden] !== true,
    );
    const properties = Object.fromEntries(
      entries.map(([name, member]) => [name, withSecret(name, this.#convert(member, use, inside))]),
    );
    const isHidden = (name: unknown) =>
      Object.hasOwn(objectAt(schema, 'properties'), String(name)) && !Object.hasOwn(properties, String(name));
    const required = listAt(schema, 'required').filter(
      (name): name is string => typeof name === 'string' && !isHidden(name),
    );
    // A rule stands at the member that must be there.
    for (const name of required) if (!Object.hasOwn(properties, name)) Object.assign(properties, { [name]: {} });
    const { additionalProperties: further } = schema;
    return {
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...(schema.items !== undefined && { items: this.#convert(schema.items, use, inside) }),
      ...(further === false && use === 'request' && { additionalProperties: false }),
      ...(isJsonObject(further) &&
        Object.keys(further).length > 0 && { additionalProperties: this.#convert(further, use, inside) }),
    };
  }

  #choices(schema: JsonObject, use: Use, inside: readonly string[]): JsonObject {
    const choices = ['anyOf', 'oneOf'].flatMap((keyword) => listAt(schema, keyword));
    // Of several that fit only one may fit, which examples of descriptions often break.
    return choices.length > 0 ? { anyOf: choices.map((choice) => this.#convert(choice, use, inside)) } : {};
  }
}
