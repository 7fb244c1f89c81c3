/** The parts of the checkout's package.json that the published one is made of. */
export interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** What matters to those who install the package; scripts and development dependencies do not. */
const kept = [
  'name',
  'version',
  'description',
  'keywords',
  'license',
  'type',
  'engines',
  'dependencies',
  'peerDependencies',
  'peerDependenciesMeta',
];

/** The package.json of the build: the same package, with JavaScript and its types in the place of TypeScript. */
export function publishedManifest(manifest: Manifest): Record<string, unknown> {
  const exported = Object.entries(manifest.exports).map(([name, file]) => {
    return [name, { types: builtPath(file, '.d.ts'), default: builtPath(file, '.js') }];
  });
  const commands = Object.entries(manifest.bin).map(([name, file]) => [name, builtPath(file, '.js')]);
  return {
    ...Object.fromEntries(kept.map((field) => [field, manifest[field]])),
    exports: { ...Object.fromEntries(exported), './package.json': './package.json' },
    bin: Object.fromEntries(commands),
  };
}

/** The declarations that users import, by their paths in the build. */
export function entriesOf(manifest: Manifest): string[] {
  return Object.values(manifest.exports).map((file) => builtPath(file, '.d.ts'));
}

function builtPath(file: string, ending: '.js' | '.d.ts'): string {
  return file.replace(/\.ts$/, ending);
}
