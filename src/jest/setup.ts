import type { Options } from '../app/config.ts';
import { startUnderstudy } from '../app/understudy.ts';
import { keepForTeardown } from './shared-server.ts';
import { urlVariable } from './url-variable.ts';

/** The part of a project's configuration that says how the server is started: `globals: { understudy: { seed: 7 } }`. */
interface ProjectConfig {
  readonly globals?: { readonly understudy?: Options };
}

/**
 * Starts the server that the tests of a run share, as Jest's `globalSetup`. Rejects with a TypeError for an option that the
 * library does not have.
 */
export default async function setup(_run: unknown, project: ProjectConfig = {}): Promise<void> {
  const understudy = await startUnderstudy(project.globals?.understudy);
  keepForTeardown(understudy);
  process.env[urlVariable] = understudy.url;
}
