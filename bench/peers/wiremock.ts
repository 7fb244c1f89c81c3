import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentials } from '../../mocks/leeloo/credentials.ts';
import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { createPath } from '../load/create-path.ts';
import { installedCommand } from './packages.ts';
import type { Peer } from './peer.ts';

/** WireMock with a stub for the token and the JSON Schema of the body, and a journal as long as understudy's. */
export function wiremock(version: string, folder: string, schema: JsonObject): Peer {
  const root = join(folder, 'wiremock');
  mkdirSync(join(root, 'mappings'), { recursive: true });
  writeFileSync(join(root, 'mappings', 'create.json'), JSON.stringify(mapping(schema)));
  return {
    name: 'WireMock',
    version,
    path: createPath,
    refuses: { noEmail: true, badEmail: false, unknownToken: true },
    without: 'no formats, no state, no duplicates; fixed reply',
    command: (port) => ({
      file: process.execPath,
      args: [
        ...[installedCommand('wiremock'), '--port', `${port}`, '--bind-address', '127.0.0.1', '--root-dir', root],
        // Without a bound its journal keeps every request until the memory is full.
        ...['--disable-banner', '--max-request-journal-entries', '1000'],
      ],
    }),
  };
}

function mapping(schema: JsonObject): object {
  return {
    request: {
      method: 'POST',
      urlPath: createPath,
      headers: { 'X-Leeloo-AuthToken': { equalTo: credentials.token } },
      bodyPatterns: [{ matchesJsonSchema: schema, schemaVersion: 'V202012' }],
    },
    response: {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      jsonBody: { data: { count_to_process: 1 }, status: 1 },
    },
  };
}
