import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Provider } from '../engine/provider.ts';
import { type Pact, PactError } from './pact.ts';
import type { Stage } from './stage.ts';
import { findVerifier } from './verifier-binary.ts';
import { type Findings, readReport } from './verifier-report.ts';

/** Verifies one pact by the stand-alone verifier. Rejects with one clear line when it cannot be run, or is interrupted. */
export async function runVerifier(
  pact: Pact,
  provider: Provider,
  stage: Stage,
  signal: AbortSignal,
): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-verify-'));
  try {
    const report = join(folder, 'report.json');
    const said = await run(findVerifier(), argumentsFor(pact, provider, stage, report), signal);
    const findings = readReport(
      await readJson(report),
      pact.interactions.map(({ isPending }) => isPending),
    );
    if (findings) return findings;
    throw new PactError(pact.file, `pact-verifier gave no full report. It said: ${oneLine(said)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function argumentsFor({ file }: Pact, { name }: Provider, stage: Stage, report: string): string[] {
  const { hostname, port, stateChangeUrl } = stage;
  return [
    'verifier',
    ...['--file', file, '--json', report],
    ...['--hostname', hostname, '--port', String(port), '--base-path', stage.basePath(name)],
    ...['--state-change-url', stateChangeUrl],
    ...['--loglevel', 'error', '--no-colour'],
  ];
}

async function run(program: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment(), signal });
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

/**
 * Variables named PACT_ are options of the verifier, some of which would let it publish or load other pacts; it also
 * reports its use to its makers unless it is told not to, and would ask a proxy for the loopback.
 */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PACT_'));
  return { ...Object.fromEntries(kept), PACT_DO_NOT_TRACK: 'true', NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
