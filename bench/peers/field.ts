import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapiText, requestSchema } from './description.ts';
import { prism, steady } from './from-openapi.ts';
import { fixedMockoon, validatingMockoon } from './mockoon.ts';
import { express, limit, understudy } from './own.ts';
import { installedVersion } from './packages.ts';
import { pactStubServer } from './pact-stub-server.ts';
import type { Peer } from './peer.ts';
import { wiremock } from './wiremock.ts';

/** The servers that can be measured here, and why the others cannot. */
export interface Field {
  readonly peers: readonly Peer[];
  readonly skipped: readonly string[];
}

/** Puts together all servers; their files go into the folder. */
export function assembleField(folder: string): Field {
  const description = join(folder, 'leeloo.json');
  writeFileSync(description, openapiText());
  const schema = requestSchema(openapiText());
  const skipped: string[] = [];
  const installed = (name: string, make: (version: string) => readonly Peer[], modules?: URL) => {
    const version = installedVersion(name, modules);
    if (version !== undefined) return make(version);
    skipped.push(`${name} was skipped: it is not installed.`);
    return [];
  };
  const peers = [
    limit,
    express,
    understudy,
    ...installed('@stoplight/prism-cli', (version) => [prism(version, description)]),
    ...installed('@mockoon/cli', (version) => [
      validatingMockoon(version, folder, schema),
      fixedMockoon(version, folder),
    ]),
    ...installed('@stdy/cli', (version) => [steady(version, description)]),
    ...installed('wiremock', (version) => {
      const java = javaVersion();
      if (java !== undefined) return [wiremock(`${version}, Java ${java}`, folder, schema)];
      skipped.push('WireMock was skipped: it needs Java, and there is no java on the PATH.');
      return [];
    }),
    ...installed(
      '@pact-foundation/pact-cli',
      (version) => [pactStubServer(version)],
      new URL('../../node_modules/', import.meta.url),
    ),
  ];
  return { peers, skipped };
}

/** Such as 17.0.15; undefined without Java. */
function javaVersion(): string | undefined {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return status === 0 ? /version "([^"]+)"/.exec(stderr)?.[1] : undefined;
}
