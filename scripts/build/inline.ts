import { copyFileSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

/** A module that goes along with all that it requires, and the package of which that is. */
interface Inlined {
  /** Its path in the checkout and in the build. */
  readonly module: string;
  readonly package: string;
}

/** What is required at first use and would be dozens of small files of a package, of which nothing else is used. */
const inlined: readonly Inlined[] = [{ module: 'mocks/leeloo/phone-parser.cjs', package: 'libphonenumber-js' }];

/** The packages that go along, so that users do not install them. */
export const inlinedPackages = inlined.map((each) => each.package);

/** Writes each of these modules as one file to its place in a folder, and the licences of its package beside it. */
export async function inline(root: string, folder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  for (const { module, package: name } of inlined) {
    const bundling = await rolldown({ input: join(root, module), platform: 'node' });
    await bundling.write({ file: join(folder, module), format: 'cjs' });
    await bundling.close();
    const home = dirname(require.resolve(`${name}/package.json`));
    for (const license of globSync('LICENSE*', { cwd: home }))
      copyFileSync(join(home, license), join(folder, dirname(module), `${name}.${license}`));
  }
}
