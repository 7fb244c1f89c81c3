import { compile, type JSONSchema } from 'json-schema-to-typescript';
import type { Provider } from '../../src/kit/provider.ts';
import type { SchemaNode } from '../../src/kit/schema/annotations.ts';

const banner = '// Generated from mocks/<provider>/schemas by `npm run generate`; edit the schemas instead.';

/** The TypeScript types of a provider's schemas: one for each title, and one map from schema names to types. */
export async function typesOf({ name, schemas }: Provider): Promise<string> {
  const names = schemas.names();
  const titles = new Map(names.map((schema) => [`${schema}.schema.json`, titleOf(schemas.read(schema))]));
  const definitions = names.map(
    (schema) => [titleOf(schemas.read(schema)), rewrite(schemas.read(schema), titles)] as const,
  );
  const bundle = {
    title: `${name[0]?.toUpperCase()}${name.slice(1)}Schemas`,
    description: `Every schema of ${name} by its file name.`,
    type: 'object',
    properties: Object.fromEntries(
      names.map((schema) => [schema, { $ref: `#/$defs/${titleOf(schemas.read(schema))}` }]),
    ),
    required: names,
    additionalProperties: false,
    $defs: Object.fromEntries(definitions),
  } satisfies JSONSchema & { $defs: unknown };
  return compile(bundle, name, {
    bannerComment: banner,
    additionalProperties: false,
    // A list that must not be empty is still handled as a list.
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
}

function titleOf({ title, $id }: SchemaNode): string {
  if (!title) throw new Error(`Schema ${$id} has no title to name its type by.`);
  return title;
}

/** The schema with references to other files turned into references within the bundle. */
function rewrite(part: unknown, titles: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(part)) return part.map((item) => rewrite(item, titles));
  if (typeof part !== 'object' || part === null) return part;
  const members = Object.entries(part).filter(([key]) => key !== '$id' && key !== '$schema');
  const rewritten = members.map(([key, value]) => {
    const title = key === '$ref' ? titles.get(String(value)) : undefined;
    return [key, title ? `#/$defs/${title}` : rewrite(value, titles)] as const;
  });
  // Without this the compiler takes a member of any type for an object.
  const isAnything = 'x-personal' in part && !('type' in part) && !('$ref' in part);
  return Object.fromEntries(isAnything ? [...rewritten, ['tsType', 'unknown']] : rewritten);
}
