import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'vitest/node';

/** A regular expression of the project, and a file in which it stands. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly file: string;
}

const root = new URL('../..', import.meta.url);
/** What runs when the toolkit does. */
const code = globSync('{src,mocks,proxy}/**/*.ts', { cwd: root }).filter((file) => !/\.test(-d)?\.ts$/.test(file));
const schemas = globSync('{mocks,proxy}/**/*.schema.json', { cwd: root });

/** Modules whose loading makes regular expressions out of texts. */
export const codeFiles: readonly string[] = code;

/** Every regular expression that is written as one. */
export function literalPatterns(): Pattern[] {
  return code.flatMap((file) =>
    nodesIn(file).flatMap(({ regex }) => {
      if (!isRecord(regex)) return [];
      return [{ source: String(regex.pattern), flags: String(regex.flags), file }];
    }),
  );
}

/** Every file that makes regular expressions out of texts. */
export function filesThatMakePatterns(): string[] {
  const make = ({ type, callee }: Node) =>
    (type === 'NewExpression' || type === 'CallExpression') && isRecord(callee) && callee.name === 'RegExp';
  return code.filter((file) => nodesIn(file).some(make)).sort();
}

/** Every pattern of the schemas; Ajv compiles them with the flag u. */
export function schemaPatterns(): Pattern[] {
  return schemas.flatMap((file) =>
    recordsIn(JSON.parse(readFileSync(new URL(file, root), 'utf8'))).flatMap(({ pattern, patternProperties }) => {
      const sources = [pattern, ...Object.keys(isRecord(patternProperties) ? patternProperties : {})];
      return sources.flatMap((source) => (typeof source === 'string' ? [{ source, flags: 'u', file }] : []));
    }),
  );
}

type Node = Readonly<Record<string, unknown>>;

function nodesIn(file: string): Node[] {
  return recordsIn(parseAst(readFileSync(new URL(file, root), 'utf8'), { lang: 'ts' }));
}

/** Every object in a value, however deep. */
function recordsIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (!isRecord(value)) return [];
  return [value, ...Object.values(value).flatMap(recordsIn)];
}

function isRecord(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
