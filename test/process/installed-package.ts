import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from '../support/run-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The Node that runs what is installed: the one of the tests, or the one named to try others. */
export const node = process.env.UNDERSTUDY_NODE ?? process.execPath;

/** A project that has the packed package installed, and no other way to it. */
export interface InstalledPackage extends AsyncDisposable {
  /** The project's folder. */
  readonly folder: string;
  /** The tarball that was installed. */
  readonly tarball: string;
  /** Paths of everything that the package holds. */
  readonly files: readonly string[];
  /** Environment variables with which a shell finds the project's commands and the Node that is tried. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Builds, packs and installs the package in an empty project. No registry is asked: the dependencies that its package.json
 * names, and the further packages that the project itself has, are linked to those of the checkout.
 */
export async function installPackage(further: readonly string[] = []): Promise<InstalledPackage> {
  const temporary = await mkdtemp(join(tmpdir(), 'understudy-package-'));
  const dispose = () => rm(temporary, { recursive: true, force: true });
  const [built, folder] = [join(temporary, 'built'), join(temporary, 'project')];
  const home = join(folder, 'node_modules/api-understudy');
  await mkdir(home, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }));
  await done(process.execPath, ['scripts/build.ts', built]);
  const packed = await done('npm', ['pack', built, '--pack-destination', temporary, '--json', '--offline']);
  const [{ filename, files }]: [{ filename: string; files: { path: string }[] }] = JSON.parse(packed);
  const tarball = join(temporary, filename);
  await done('tar', ['-xzf', tarball, '--strip-components', '1', '-C', home]);
  const { dependencies } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), ...further]) await link(name, folder);
  // It makes the package's command as an installation does.
  await done('npm', ['rebuild', 'api-understudy', '--prefix', folder, '--ignore-scripts', '--offline']);
  const path = [join(folder, 'node_modules/.bin'), dirname(node), process.env.PATH].join(delimiter);
  return {
    folder,
    tarball,
    files: files.map((file) => file.path),
    env: { PATH: path },
    [Symbol.asyncDispose]: dispose,
  };
}

async function link(name: string, folder: string): Promise<void> {
  const [installed, linked] = [join(root, 'node_modules', name), join(folder, 'node_modules', name)];
  if (!existsSync(installed)) throw new Error(`Cannot link ${name}: the checkout does not have it. Run npm ci.`);
  await mkdir(dirname(linked), { recursive: true });
  await symlink(installed, linked);
}

async function done(command: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runProcess(command, args);
  if (code !== 0)
    throw new Error(`Cannot install the package: ${command} ${args.join(' ')} ended with ${code}. ${stderr}`);
  return stdout;
}
