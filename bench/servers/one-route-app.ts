import type { AddressInfo } from 'node:net';
import express from 'express';
import { createPath } from '../load/create-path.ts';

/** The least that one would start to answer the same request: Express with its JSON parser and one route. */
const app = express();
app.use(express.json());
app.post(createPath, (request, response) => {
  response.json({ data: { count_to_process: request.body.data.length }, status: 1 });
});

const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ event: 'listening', url: `http://127.0.0.1:${port}` })}\n`);
});
