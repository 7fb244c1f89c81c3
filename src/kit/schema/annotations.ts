import type { Ajv2020 } from 'ajv/dist/2020.js';

/** The five keywords of our own (docs/schemas.md) and the values that each may have. */
export const secretKinds = ['password', 'token', 'api_key'] as const;
export const personalKinds = ['email', 'name', 'first_name', 'last_name', 'phone', 'address'] as const;

/** The annotations with the schema of their values. */
export const annotations = {
  'x-rule': {
    type: 'object',
    minProperties: 1,
    additionalProperties: { type: 'string', pattern: '^[a-z][a-z0-9-]*/[a-z0-9-]+$' },
  },
  'x-secret': { enum: secretKinds },
  'x-personal': { enum: personalKinds },
  'x-volatile': { const: true },
  'x-base-url': { const: true },
};

/** Makes the annotations known, so that ajv's strict mode refuses every other unknown keyword. */
export function addAnnotations(ajv: Ajv2020): void {
  for (const keyword of Object.keys(annotations)) ajv.addKeyword(keyword);
}

/** A schema file as far as the engine looks into it. */
export interface SchemaNode {
  readonly $id?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly 'x-rule'?: Readonly<Record<string, string>>;
  readonly 'x-secret'?: (typeof secretKinds)[number];
  readonly 'x-personal'?: (typeof personalKinds)[number];
  readonly 'x-volatile'?: true;
  readonly 'x-base-url'?: true;
  readonly [keyword: string]: unknown;
}
