const importedAt = performance.now();
const { startUnderstudy } = await import('../../src/index.ts');
const startedAt = performance.now();
await using _understudy = await startUnderstudy();
process.send?.({ importMs: startedAt - importedAt, startMs: performance.now() - startedAt });
process.disconnect();
