import { readFileSync } from 'node:fs';

/** A copy of the schema in each recordings folder, by which editors check what is changed by hand. It needs no network. */
export const schemaCopy = '.recording.schema.json';

let known: string | undefined;

/** The schema of a recording as it is published with this version. */
export function schemaText(): string {
  known ??= readFileSync(new URL('recording.schema.json', import.meta.url), 'utf8');
  return known;
}

/** Where the copy is, seen from a recording: below provider and operation, and those that failed one folder deeper. */
export function schemaFrom(parent = ''): string {
  const depth = 2 + parent.split('/').length - 1;
  return `${'../'.repeat(depth)}${schemaCopy}`;
}
