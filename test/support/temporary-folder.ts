import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test, with files if any are given; texts are written as they are, other values as JSON. */
export function temporaryFolder(files: Readonly<Record<string, unknown>> = {}): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'understudy-test-'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
