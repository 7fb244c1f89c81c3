import { fileURLToPath } from 'node:url';
import { version } from '../../src/version.ts';
import { createPath } from '../load/create-path.ts';
import { callAdmin } from '../servers/call-admin.ts';
import { installedVersion } from './packages.ts';
import type { Peer } from './peer.ts';

const validates = { noEmail: true, badEmail: true, unknownToken: false };
const noState = 'no tokens, no state, no duplicates, no journal';

/** The least that a Node server can do: what all others are set against. */
export const limit: Peer = {
  name: 'node:http + ajv',
  version: process.version,
  path: createPath,
  refuses: validates,
  without: noState,
  command: (port) => node('bench/servers/bare.ts', String(port)),
};

/** What one would write by hand. */
export const express: Peer = {
  name: 'Express + ajv',
  version: installedVersion('express', new URL('../../node_modules/', import.meta.url)) ?? '',
  path: createPath,
  refuses: validates,
  without: noState,
  command: (port) => node('bench/servers/express.ts', String(port)),
};

/** The command, with its journal on and its own replies checked. */
export const understudy: Peer = {
  name: 'understudy',
  version,
  path: createPath,
  refuses: { noEmail: true, badEmail: true, unknownToken: true },
  without: 'nothing',
  command: (port) => node('src/main.ts', 'start', '--port', String(port), '--quiet'),
  // Every round begins with an empty session, so that all rounds are alike.
  prepare: (url) => callAdmin(url, 'POST', 'reset'),
};

function node(file: string, ...args: readonly string[]) {
  return { file: process.execPath, args: [fileURLToPath(new URL(`../../${file}`, import.meta.url)), ...args] };
}
