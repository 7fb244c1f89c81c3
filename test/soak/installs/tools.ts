import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runProcess } from '../../support/run-process.ts';

/** Programs that are fetched from the registry, each once: versions of Node, and pnpm. */
export class Tools {
  readonly #folder: string;
  readonly #nodes = new Map<string, Promise<string>>();
  #pnpm: Promise<string> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The path of a Node of this version. */
  node(version: string): Promise<string> {
    const known = this.#nodes.get(version) ?? this.#fetchNode(version);
    this.#nodes.set(version, known);
    return known;
  }

  /** The command that installs what a folder's package.json names. */
  async install(manager: 'npm' | 'pnpm'): Promise<[command: string, args: string[]]> {
    if (manager === 'npm') return ['npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts']];
    this.#pnpm ??= this.#fetch('pnpm', 'pnpm@10').then((home) => join(home, 'bin/pnpm.cjs'));
    return [process.execPath, [await this.#pnpm, 'install', '--ignore-scripts', '--no-frozen-lockfile']];
  }

  async #fetchNode(version: string): Promise<string> {
    // The package `node` fetches one of these at its installation, for the machine that it is on.
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
    const home = await this.#fetch(name, `${name}@${version}`);
    return process.platform === 'win32' ? join(home, 'bin/node.exe') : join(home, 'bin/node');
  }

  /** Where a package of the registry was installed. */
  async #fetch(name: string, spec: string): Promise<string> {
    const folder = join(this.#folder, spec);
    await mkdir(folder, { recursive: true });
    const args = ['install', spec, '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts'];
    const { code, stderr } = await runProcess('npm', args);
    if (code !== 0) throw new Error(`Cannot fetch ${spec}: npm ended with ${code}. ${stderr}`);
    return join(folder, 'node_modules', name);
  }
}
