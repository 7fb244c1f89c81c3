import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { credentialVariable } from '../../src/secrets/credential.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A stand-in for the real API: another server of mocks, which takes what they publish. */
export function realValues(provider: Provider): Record<string, string> {
  // A token that the API gives out is fetched there.
  const issued = provider.secrets.flatMap(({ role, issuedBy }) => (issuedBy === undefined ? [] : [role]));
  return Object.fromEntries(
    Object.entries(provider.credentials).flatMap(([name, value]) =>
      issued.some((role) => role === name) ? [] : [[credentialVariable(provider.name, name), value]],
    ),
  );
}

export function prove(provider: Provider, url: string, folder: string, ...flags: readonly string[]) {
  const where = ['--upstream', url, '--recordings', folder];
  return runCommand(['prove', provider.name, '--allow-writes', '--yes', ...where, ...flags], realValues(provider));
}

export function eventsOf(stdout: string): Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Proves the rules of a provider against an API that is as the mock is: nothing drifts, and what can be removed is. */
export async function proveAgainstItself(provider: Provider): Promise<void> {
  const { name } = provider;
  using folder = temporaryFolder();
  await using real = await startUnderstudy();
  const { code, stdout, stderr } = await prove(provider, `${real.url}/${name}`, folder.path, '--json');
  const events = eventsOf(stdout);
  expect(events.filter(({ event }) => event === 'finding')).toEqual([]);
  expect([code, stderr.includes('Stopped')]).toEqual([0, false]);
  const [plan, last] = [events[0], events.at(-1)];
  expect(plan).toMatchObject({ event: 'plan', provider: name });
  expect(Number(plan?.examples)).toBeGreaterThan(60);
  expect(events.filter(({ event }) => event === 'example')).toHaveLength(Number(plan?.examples));
  const stays = Array.isArray(last?.stays) ? last.stays : [];
  if (provider.undo)
    expect([
      stays,
      real
        .session('default')
        .state('leadconnector')
        .users.map(({ email }) => email),
    ]).toEqual([[], []]);
  else expect(stays.length).toBeLessThanOrEqual(Number(plan?.makes));
  expect(existsSync(join(folder.path, `.prove/${name}.json`))).toBe(false);
}
