import { createRequire } from 'node:module';
import { join } from 'node:path';

const name = '@pact-foundation/pact-cli';

/**
 * The program of `@pact-foundation/pact-cli`, an optional peer: from the project that is worked in, or beside this one.
 * Its own `pact-verifier` is a script that cannot be interrupted, so the program is started directly. Throws an Error
 * with one clear line when it is not installed.
 */
export function findVerifier(folders: readonly string[] = [process.cwd(), import.meta.dirname]): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const home = createRequire(import.meta.url);
    const cli = home.resolve(`${name}/package.json`, { paths: [...folders] });
    const folder = createRequire(cli).resolve(`${name}-${system}-${process.arch}/package.json`);
    return join(folder, '..', 'standalone', system === 'windows' ? 'pact.exe' : 'pact');
  } catch (error) {
    throw new Error(
      `Cannot verify pacts: the package ${name} is not installed for ${system}-${process.arch}. Run npm install --save-dev ${name}@18.`,
      { cause: error },
    );
  }
}
