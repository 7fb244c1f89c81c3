import { copyFileSync, globSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

/**
 * Packages that are required at first use and are dozens of small files, of which few are used: each goes along as one
 * file, and users do not install it.
 */
const inlined = ['libphonenumber-js/min'];
/** Where what is not an entry goes. */
const chunks = 'chunks';

/** The names of the packages that go along. */
export const inlinedPackages = inlined.map(packageOf);

/**
 * Puts the compiled modules that the entries reach into few files, and takes the others away: at a start, finding and
 * reading hundreds of small files takes longer than running them. Other packages stay outside, users install them.
 *
 * @param folder Where the compiler's output is, and stays.
 * @param entries Paths of JavaScript files in it, without ending; they keep their places.
 */
export async function bundle(folder: string, entries: readonly string[]): Promise<void> {
  const compiled = globSync('**/*.js', { cwd: folder });
  const bundling = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry, join(folder, `${entry}.js`)])),
    external: /^[^./]/,
    platform: 'node',
    plugins: [keepAddresses(folder), requireInlined(folder)],
  });
  const { output } = await bundling.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: `${chunks}/[name]-[hash].js`,
  });
  await bundling.close();
  const written = new Set(output.map(({ fileName }) => fileName));
  for (const file of compiled) if (!written.has(file)) rmSync(join(folder, file));
  for (const name of inlined) await inline(name, join(folder, chunks));
}

const address = /__addressOf\("([^"]+)"\)/g;

/** Lets each module go on by the address that it had, since it finds what lies beside it from there. */
function keepAddresses(folder: string): Plugin {
  return {
    name: 'keep-addresses',
    transform: (code, id) =>
      code.includes('import.meta.url')
        ? code.replaceAll('import.meta.url', `__addressOf("${pathFrom(folder, id)}")`)
        : undefined,
    renderChunk: (code, { fileName }) =>
      code.replaceAll(address, (_mark, module) => {
        return `new URL("${pathFrom(dirname(fileName), module)}", import.meta.url).href`;
      }),
  };
}

/** Modules that require an inlined package get its one file. */
function requireInlined(folder: string): Plugin {
  return {
    name: 'require-inlined',
    transform: (code, id) => {
      const path = (name: string) => pathFrom(dirname(id), join(folder, chunks, fileOf(name)));
      return inlined.reduce((text, name) => text.replaceAll(`require('${name}')`, `require('${path(name)}')`), code);
    },
  };
}

async function inline(name: string, folder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const bundling = await rolldown({ input: require.resolve(name), platform: 'node' });
  await bundling.write({ file: join(folder, fileOf(name)), format: 'cjs' });
  await bundling.close();
  const home = dirname(require.resolve(`${packageOf(name)}/package.json`));
  for (const license of globSync('LICENSE*', { cwd: home }))
    copyFileSync(join(home, license), join(folder, `${packageOf(name)}.${license}`));
}

function fileOf(name: string): string {
  return `${packageOf(name)}.cjs`;
}

function packageOf(name: string): string {
  return name.split('/', 1)[0] ?? name;
}

function pathFrom(folder: string, file: string): string {
  return relative(folder, file).replaceAll('\\', '/');
}
