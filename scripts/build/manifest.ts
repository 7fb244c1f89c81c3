import { globSync } from 'node:fs';

/** The parts of the checkout's package.json that the published one is made of. */
export interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** What matters to those who install the package; scripts and development dependencies do not. */
const kept = [
  'name',
  'version',
  'description',
  'keywords',
  'author',
  'license',
  'homepage',
  'repository',
  'bugs',
  'type',
  'engines',
  'peerDependencies',
  'peerDependenciesMeta',
];

/**
 * The package.json of the build: the same package, with JavaScript and its types in the place of TypeScript.
 * @param inlined Packages that go along, so that nobody installs them.
 */
export function publishedManifest(manifest: Manifest, inlined: readonly string[]): Record<string, unknown> {
  const exported = Object.entries(manifest.exports).map(([name, file]) => [name, conditions(name, file)]);
  const commands = Object.entries(manifest.bin).map(([name, file]) => [name, builtPath(file, '.js')]);
  return {
    ...Object.fromEntries(kept.map((field) => [field, manifest[field]])),
    dependencies: Object.fromEntries(Object.entries(manifest.dependencies).filter(([name]) => !inlined.includes(name))),
    exports: {
      ...Object.fromEntries(exported),
      './config.schema.json': './config.schema.json',
      './package.json': './package.json',
    },
    bin: Object.fromEntries(commands),
  };
}

/** Jest requires what tests import, and knows CommonJS only; Node itself requires modules of either kind. */
const required = ['./clients', './jest'];

function conditions(name: string, file: string) {
  const imported = { types: builtPath(file, '.d.ts'), default: builtPath(file, '.js') };
  if (!required.includes(name)) return imported;
  return { import: imported, default: { types: builtPath(file, '.d.cts'), default: builtPath(file, '.cjs') } };
}

/** The modules that are built as CommonJS too, by their paths in the build without ending. */
export function requiredOf({ exports }: Manifest): string[] {
  return required.map((name) => (exports[name] ?? '').replace(/^\.\//, '').replace(/\.ts$/, ''));
}

/** The declarations that users import, by their paths in the build. */
export function entriesOf(manifest: Manifest): string[] {
  return Object.values(manifest.exports).map((file) => builtPath(file, '.d.ts'));
}

/** What is found by its address, not imported: the thread that writes recordings, what Node loads before a command of `run`, and each mock, by its folder. */
const foundByAddress = ['proxy/recording/write-thread.ts', 'src/reach/preload.ts', 'mocks/*/provider.ts'];

/** What can be started or imported, by its path in the build without ending. */
export function programsOf({ exports, bin }: Manifest, root: string): string[] {
  const files = [...Object.values(exports), ...Object.values(bin), ...globSync(foundByAddress, { cwd: root })];
  return files.map((file) => file.replace(/^\.\//, '').replace(/\.ts$/, ''));
}

function builtPath(file: string, ending: '.js' | '.d.ts' | '.cjs' | '.d.cts'): string {
  return file.replace(/\.ts$/, ending);
}
