import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import '../../src/provider-tests/to-be-none.ts';

const root = new URL('../..', import.meta.url);
const page = readFileSync(new URL('SECURITY.md', root), 'utf8');
const promised = page.slice(page.indexOf('## What is promised'), page.indexOf('## What is not promised'));

/** Rows of tables, without their heads. */
const promises = promised.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| promise |'));

function filesIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#]+)/g)].map(([, file = '']) => file);
}

test('each promise names the tests that prove it, and they exist', () => {
  expect(promises.length).toBeGreaterThan(15);
  for (const promise of promises) {
    const files = filesIn(promise);
    expect(files.length, promise).toBeGreaterThan(0);
    for (const file of files) {
      expect(file).toMatch(/\.test\.ts$/);
      expect(existsSync(new URL(file, root)), file).toBe(true);
    }
  }
});

test('each test of hostile input belongs to a promise', () => {
  const named = new Set(filesIn(promised));
  const hostile = globSync('test/hostile/*.test.ts', { cwd: root });
  expect(hostile.length).toBeGreaterThan(8);
  expect(hostile.filter((file) => !named.has(file.replaceAll('\\', '/')))).toBeNone(
    'Name these tests beside the promise in SECURITY.md that they prove, or write the promise.',
  );
});
