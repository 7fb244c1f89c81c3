import type { AddressInfo } from 'node:net';
import express from 'express';
import { createPath } from '../load/create-path.ts';
import { answer } from './answer.ts';
import { reportUsage } from './report-usage.ts';

/** What one would write by hand: Express with its JSON parser, one route, the same schema. */
const app = express();
app.use(express.json());
app.post(createPath, (request, response) => {
  response.json(answer(request.body));
});

const server = app.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  reportUsage(`http://127.0.0.1:${port}`);
});
