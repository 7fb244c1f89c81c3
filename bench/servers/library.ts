import { pathToFileURL } from 'node:url';

/** Tells how long the import of the library named takes, and its first server. */
const [library = ''] = process.argv.slice(2);
const importedAt = performance.now();
const { startUnderstudy }: typeof import('../../src/index.ts') = await import(pathToFileURL(library).href);
const startedAt = performance.now();
await using _understudy = await startUnderstudy();
console.log(JSON.stringify({ importMs: startedAt - importedAt, startMs: performance.now() - startedAt }));
