import { globSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { copyLicences, findInlined, staysOutside } from './inline.ts';

/** Where what is not an entry goes. */
const chunks = 'chunks';

/** What every start reads of the providers. */
const catalogue = { name: 'catalogue', test: /[\\/]mocks[\\/](catalogue|\w+[\\/](identity|credentials))\.js$/ };

/** What loads ajv, which takes a fifth of a start; nothing before the first request needs it. */
const schemas = {
  name: 'schemas',
  test: /[\\/]kit[\\/](define-provider|schema[\\/](create-ajv|bounded-keywords|schema-set))\.js$/,
  // What these import is imported by all.
  includeDependenciesRecursively: false,
};

/**
 * What several need, by who needs it; what would be a file of a few lines goes to what is needed by nearly the same. Of more
 * bytes, a start would load what only a request needs. The mocks stay apart, each is loaded by itself.
 */
const shared = {
  name: 'shared',
  test: (id: string) => !/[\\/]mocks[\\/]/.test(id),
  minShareCount: 2,
  entriesAware: true,
  /** In bytes. */
  entriesAwareMergeThreshold: 5_000,
};

/**
 * Puts the compiled modules that the entries reach into few files, and takes the others away: at a start, finding and
 * reading hundreds of small files takes longer than running them. Other packages stay outside, users install them, but for
 * those that go along.
 *
 * @param root The checkout, whose packages go along.
 * @param folder Where the compiler's output is, and stays.
 * @param entries Paths of JavaScript files in it, without ending; they keep their places.
 */
export async function bundle(root: string, folder: string, entries: readonly string[]): Promise<void> {
  const compiled = globSync('**/*.js', { cwd: folder });
  const bundling = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry, join(folder, `${entry}.js`)])),
    external: staysOutside,
    platform: 'node',
    // What `schemas` needs; an entry with more exports than it declares would show in the test of the package.
    preserveEntrySignatures: 'allow-extension',
    plugins: [findInlined(root), keepAddresses(folder)],
  });
  const { output } = await bundling.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    // Rolldown names a shared one by all that need it.
    chunkFileNames: ({ name }) => `${chunks}/${name.split('~', 1)[0]}-[hash].js`,
    codeSplitting: { groups: [catalogue, schemas, shared] },
  });
  await bundling.close();
  copyLicences(
    output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : [])),
    folder,
  );
  const written = new Set(output.map(({ fileName }) => fileName));
  for (const file of compiled) if (!written.has(file)) rmSync(join(folder, file));
}

const address = /__addressOf\("([^"]+)"\)/g;

/** Lets each module go on by the address that it had, since it finds what lies beside it from there. */
function keepAddresses(folder: string): Plugin {
  return {
    name: 'keep-addresses',
    transform(code, id) {
      if (!code.includes('import.meta.url')) return undefined;
      const marked = `__addressOf("${pathFrom(folder, id)}")`;
      // From the last to the first, so that the places before stay where they are.
      return ownAddresses(this.parse(code)).reduceRight(
        (text, { start, end }) => text.slice(0, start) + marked + text.slice(end),
        code,
      );
    },
    renderChunk: (code, { fileName }) =>
      code.replaceAll(address, (_mark, module) => {
        return `new URL("${pathFrom(dirname(fileName), module)}", import.meta.url).href`;
      }),
  };
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where a module asks for its own address, in the order of its text; what a text or a comment says of it is none of that. */
function ownAddresses(node: unknown): Place[] {
  if (Array.isArray(node)) return node.flatMap(ownAddresses);
  if (typeof node !== 'object' || node === null) return [];
  const { type, start, end, object, property } = node as Place & Record<'type' | 'object' | 'property', unknown>;
  const isOwn =
    type === 'MemberExpression' && Object(object).type === 'MetaProperty' && Object(property).name === 'url';
  return isOwn ? [{ start, end }] : Object.values(node).flatMap(ownAddresses);
}

function pathFrom(folder: string, file: string): string {
  return relative(folder, file).replaceAll('\\', '/');
}
