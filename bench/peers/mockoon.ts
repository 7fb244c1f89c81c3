import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentials } from '../../mocks/leeloo/credentials.ts';
import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { createPath } from '../load/create-path.ts';
import { installedCommand } from './packages.ts';
import type { Peer } from './peer.ts';

const reply = '{"data":{"count_to_process":1},"status":1}';
const bucket = 'schema';

/** Mockoon with rules for the token and for the JSON Schema of the body. */
export function validatingMockoon(version: string, folder: string, schema: JsonObject): Peer {
  const rule = { target: 'body', modifier: '', value: bucket, invert: false, operator: 'valid_json_schema' };
  const token = {
    target: 'header',
    modifier: 'X-Leeloo-AuthToken',
    value: credentials.token,
    invert: false,
    operator: 'equals',
  };
  const responses = [
    response(0, 200, reply, { rules: [rule, token], rulesOperator: 'AND' }),
    response(1, 400, '{"status":0}', { default: true }),
  ];
  const data = [{ uuid: uuid(20), id: bucket, name: bucket, documentation: '', value: JSON.stringify(schema) }];
  return {
    name: 'Mockoon, schema rule',
    version,
    path: createPath,
    refuses: { noEmail: true, badEmail: true, unknownToken: true },
    without: 'no state, no duplicates; compiles the schema for each request; fixed reply',
    command: command(join(folder, 'mockoon-rules.json'), responses, data),
  };
}

/** Mockoon as fast as it can be: whatever comes, one reply. */
export function fixedMockoon(version: string, folder: string): Peer {
  return {
    name: 'Mockoon, no rules',
    version,
    path: createPath,
    refuses: { noEmail: false, badEmail: false, unknownToken: false },
    without: 'no validation, no tokens, no state, no duplicates; fixed reply',
    command: command(join(folder, 'mockoon-fixed.json'), [response(0, 200, reply, { default: true })], []),
  };
}

function command(file: string, responses: readonly object[], data: readonly object[]): Peer['command'] {
  writeFileSync(file, JSON.stringify(environment(responses, data)));
  return (port) => ({
    file: process.execPath,
    args: [
      ...[installedCommand('mockoon-cli'), 'start', '--data', file, '--port', `${port}`, '--hostname', '127.0.0.1'],
      // What is no part of the work: its admin API, and a file of all requests.
      ...['--disable-admin-api', '--disable-log-to-file'],
    ],
  });
}

function environment(responses: readonly object[], data: readonly object[]): object {
  return {
    uuid: uuid(0),
    lastMigration: 33,
    name: 'Leeloo',
    endpointPrefix: '',
    latency: 0,
    port: 3000,
    hostname: '',
    folders: [],
    routes: [
      {
        uuid: uuid(1),
        type: 'http',
        documentation: '',
        method: 'post',
        endpoint: createPath.slice(1),
        responses,
        responseMode: null,
        streamingMode: null,
        streamingInterval: 0,
      },
    ],
    rootChildren: [{ type: 'route', uuid: uuid(1) }],
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: { enabled: false, type: 'CERT', pfxPath: '', certPath: '', keyPath: '', caPath: '', passphrase: '' },
    cors: false,
    headers: [],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    data,
    callbacks: [],
  };
}

function response(number: number, statusCode: number, body: string, more: object): object {
  return {
    uuid: uuid(10 + number),
    body,
    latency: 0,
    statusCode,
    label: '',
    headers: [{ key: 'Content-Type', value: 'application/json' }],
    bodyType: 'INLINE',
    filePath: '',
    databucketID: '',
    sendFileAsBody: false,
    rules: [],
    rulesOperator: 'OR',
    disableTemplating: true,
    fallbackTo404: false,
    default: false,
    crudKey: 'id',
    callbacks: [],
    ...more,
  };
}

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
