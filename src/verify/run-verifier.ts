import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { jsonValue } from '../kit/protocols/json.ts';
import type { TextMask } from '../secrets/masking.ts';
import { type Pact, PactError } from './pact.ts';
import { findVerifier } from './verifier-binary.ts';
import { type Findings, readReport } from './verifier-report.ts';

/** Where the verifier finds a provider and sets its states. */
export interface ProviderAddress {
  readonly hostname: string;
  readonly port: number;
  /** What stands before the provider's own paths. */
  readonly basePath: string;
  readonly stateChangeUrl: string;
}

/** How long the verifier waits for a reply, or for the calls that set a state, in milliseconds. */
const requestTimeoutMs = 120_000;

/**
 * Verifies one pact by the stand-alone verifier. Rejects with one clear line when it cannot be run, or is interrupted;
 * `hide` masks what the verifier says there.
 */
export async function runVerifier(
  pact: Pact,
  address: ProviderAddress,
  signal: AbortSignal,
  hide: TextMask,
): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-verify-'));
  try {
    const report = join(folder, 'report.json');
    // What was read is what is verified, also when it came from a broker. In that folder the verifier finds no .env either.
    const file = join(folder, 'pact.json');
    await writeFile(file, pact.bytes);
    const said = await run(findVerifier(), argumentsFor(file, address, report), folder, signal);
    const findings = readReport(
      await readJson(report),
      pact.interactions.map(({ isPending }) => isPending),
    );
    if (findings) return findings;
    throw new PactError(pact.file, `pact-verifier gave no full report. It said: ${oneLine(hide(said))}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function argumentsFor(file: string, address: ProviderAddress, report: string): string[] {
  const { hostname, port, basePath, stateChangeUrl } = address;
  return [
    'verifier',
    ...['--file', file, '--json', report],
    ...['--hostname', hostname, '--port', String(port), '--base-path', basePath],
    ...['--state-change-url', stateChangeUrl, '--request-timeout', String(requestTimeoutMs)],
    ...['--loglevel', 'error', '--no-colour'],
  ];
}

async function run(program: string, args: readonly string[], cwd: string, signal: AbortSignal): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd, env: environment(), signal });
  try {
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return stderr || stdout;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice = 'Install @pact-foundation/pact-cli@18 anew.';
    throw new Error(`Cannot run pact-verifier: ${reason}. ${advice}`, { cause: error });
  }
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').slice(-500);
}

/** What a program needs to run at all: where programs, libraries, its home and room for files are, and its language. */
const neededVariables = [
  ...['PATH', 'PATHEXT', 'HOME', 'USERPROFILE', 'USER', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SYSTEMROOT', 'windir'],
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ'],
];

/**
 * The verifier gets none of the credentials, under whatever names the environment has them. Variables named PACT_ are
 * options of it, some of which would let it publish or load other pacts; it also reports its use to its makers unless it is
 * told not to, and would ask a proxy for the loopback.
 */
function environment(): NodeJS.ProcessEnv {
  const kept = neededVariables.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), PACT_DO_NOT_TRACK: 'true', NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
}

async function readJson(file: string): Promise<unknown> {
  return readFile(file, 'utf8').then(jsonValue, () => undefined);
}
