import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { reportUsage } from './report-usage.ts';

/** The package alone: all requests to the URL in the first argument. */
const [target = ''] = process.argv.slice(2);
const proxy = createProxyMiddleware({ target, changeOrigin: true, agent: new Agent({ keepAlive: true }) });
const server = createServer((request, response) => {
  void proxy(request, response);
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  reportUsage(`http://127.0.0.1:${port}`);
});
