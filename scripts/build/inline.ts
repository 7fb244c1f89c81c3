import { copyFileSync, globSync, mkdirSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

/** A module that goes along with all that it requires, and the packages of which that is. */
interface Inlined {
  /** Its path in the checkout and in the build. */
  readonly module: string;
  readonly packages: readonly string[];
}

/** What is required at first use and would be dozens of small files of a package, of which nothing else is used. */
const required: readonly Inlined[] = [
  { module: 'mocks/leeloo/phone-parser.cjs', packages: ['libphonenumber-js'] },
  { module: 'mocks/getresponse/country-names.cjs', packages: ['country-list', 'i18n-iso-countries'] },
  { module: 'mocks/getresponse/language-codes.cjs', packages: ['validator'] },
  { module: 'mocks/leadconnector/is-email.cjs', packages: ['validator'] },
];

/** What is imported for one function, and would bring packages of which that function uses little. */
const imported: readonly string[] = ['http-proxy-middleware'];

/** The packages that go along, so that users do not install them. */
export const inlinedPackages = [...required.flatMap((each) => each.packages), ...imported];

const folderOfLicences = 'licenses';

/** Writes each module that is required as one file to its place in a folder, and the licences of what it holds. */
export async function inline(root: string, folder: string): Promise<void> {
  for (const { module } of required) {
    const bundling = await rolldown({ input: join(root, module), platform: 'node' });
    const { output } = await bundling.write({ file: join(folder, module), format: 'cjs' });
    await bundling.close();
    copyLicences(
      output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : [])),
      folder,
    );
  }
}

/** Whether an import is left as it is: of Node, or of a package that users install. */
export function staysOutside(id: string, importer: string | undefined): boolean {
  if (!/^[^./\0]/.test(id)) return false;
  return isBuiltin(id) || !(imported.includes(id) || packageOf(importer ?? ''));
}

/** Finds the packages that go along where the checkout has them, wherever the build is. */
export function findInlined(root: string): Plugin {
  const require = createRequire(join(root, 'package.json'));
  return {
    name: 'find-inlined',
    resolveId: (id) => (imported.includes(id) ? require.resolve(id) : undefined),
  };
}

/** Copies the licences of the packages that modules are of. */
export function copyLicences(modules: readonly string[], folder: string): void {
  const homes = new Map(modules.map(packageOf).filter((found) => found !== undefined));
  for (const [name, home] of homes) {
    const licences = globSync('{LICENSE,LICENCE,license}*', { cwd: home });
    if (licences.length === 0) throw new Error(`Cannot take ${name} along: it has no licence in ${home}.`);
    for (const licence of licences) {
      const target = join(folder, folderOfLicences, `${name}.${licence}`);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(join(home, licence), target);
    }
  }
}

/** The name and the folder of the package that a module is of; none of a module of ours. */
function packageOf(module: string): [name: string, home: string] | undefined {
  const [home, name] = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)(?=[\\/])/.exec(module) ?? [];
  return home && name ? [name.replaceAll('\\', '/'), home] : undefined;
}
