import { once } from 'node:events';

/** Tells the same of Express: its import, and an app that listens. */
const importedAt = performance.now();
const { default: express } = await import('express');
const startedAt = performance.now();
const server = express().listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(JSON.stringify({ importMs: startedAt - importedAt, startMs: performance.now() - startedAt }));
server.close();
