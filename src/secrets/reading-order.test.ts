import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const room = import.meta.dirname;
const steps = readFileSync(join(room, 'README.md'), 'utf8')
  .split(/^\d\. /m)
  .slice(1);
const files = globSync('**/*.ts', { cwd: room }).filter((file) => !file.endsWith('.test.ts'));

/** The step of the page that names a file or its folder; 0 when none does. */
function stepOf(file: string): number {
  const [folder = ''] = file.split('/');
  return 1 + steps.findIndex((step) => step.includes(folder === file ? `\`${file}\`` : `\`${folder}/\``));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(room, file), 'utf8');
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => normalize(join(dirname(file), path)));
}

test.each(files)('the page of this room names %s, and it stands on nothing that comes later', (file) => {
  expect(stepOf(file)).toBeGreaterThan(0);
  const inside = importsOf(file).filter((path) => !path.startsWith('..'));
  expect(inside.filter((path) => stepOf(path) > stepOf(file))).toEqual([]);
});
