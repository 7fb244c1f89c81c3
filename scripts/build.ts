import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './build/bundle.ts';
import { writeCommonJs } from './build/common-js.ts';
import { keepReachableTypes } from './build/declarations.ts';
import { inline, inlinedPackages } from './build/inline.ts';
import { entriesOf, programsOf, publishedManifest, requiredOf } from './build/manifest.ts';
import { withoutDeadLinks } from './build/pages.ts';

/** Builds the package as it is published, in `dist/` or the folder given: JavaScript, types, what is read at run time, pages. */
const root = fileURLToPath(new URL('../', import.meta.url));
const target = resolve(process.argv[2] ?? join(root, 'dist'));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Read at run time, beside the modules that read them. */
const data = [
  'mocks/*/rules.json',
  'mocks/*/schemas/*.json',
  'mocks/*/examples/*.json',
  'proxy/**/*.schema.json',
  'src/config-file/config.schema.json',
  // What a new provider is written of; its modules stay TypeScript, as they are in the project that gets them.
  'src/scaffold/{small,described}/**/*.{ts,json,md}',
];
const pages = ['README.md', 'CHANGELOG.md', 'SECURITY.md', 'docs/*.md', 'mocks/*/README.md', 'contracts/STATES.md'];

rmSync(target, { recursive: true, force: true });
compile();
keepReachableTypes(target, entriesOf(manifest));
// Before what is compiled is put together.
await writeCommonJs(target, requiredOf(manifest));
await bundle(root, target, programsOf(manifest, root));
await inline(root, target);
for (const file of globSync([...data, ...pages, 'LICENSE'], { cwd: root })) {
  mkdirSync(dirname(join(target, file)), { recursive: true });
  cpSync(join(root, file), join(target, file));
}
// Where editors are pointed at.
cpSync(join(root, 'src/config-file/config.schema.json'), join(target, 'config.schema.json'));
writeFileSync(
  join(target, 'package.json'),
  `${JSON.stringify(publishedManifest(manifest, inlinedPackages), null, 2)}\n`,
);
for (const page of globSync(pages, { cwd: target })) {
  const file = join(target, page);
  writeFileSync(file, withoutDeadLinks(readFileSync(file, 'utf8'), file));
}

function compile(): void {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const args = [join(dirname(typescript), 'bin/tsc'), '--project', 'tsconfig.build.json', '--outDir', target];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  // The compiler has said why.
  if (status !== 0) process.exit(1);
}
