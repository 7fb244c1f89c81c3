import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { expect, test } from 'vitest';
import { messageClasses } from './express-messages.ts';

test('leaves Express no prototype to swap, and all of its methods', async () => {
  const app = express();
  app.use((request: Request, response: Response) => {
    response.json({ app: request.app === app, type: request.get('content-type') });
  });
  const kept: boolean[] = [];
  const server = createServer(messageClasses(app), (request, response) => {
    const before = [Object.getPrototypeOf(request), Object.getPrototypeOf(response)];
    app(request, response);
    kept.push(Object.getPrototypeOf(request) === before[0], Object.getPrototypeOf(response) === before[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const reply = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { 'Content-Type': 'text/x' } });
  expect(await reply.json()).toEqual({ app: true, type: 'text/x' });
  expect(kept).toEqual([true, true]);
  await new Promise((resolve) => server.close(resolve));
});
