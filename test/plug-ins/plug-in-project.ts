import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/temporary-folder.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));

/** Changes of one file of the plug-in: each text is replaced by another, or the whole file is. */
export type Changes = Readonly<Record<string, string | readonly (readonly [old: string, now: string])[]>>;

/** A project outside of this one, in which the package is installed, with a plug-in in its folder `bells`. */
export function plugInProject(changes: Changes = {}): Disposable & { readonly path: string; readonly module: string } {
  const folder = temporaryFolder();
  const bells = join(folder.path, 'bells');
  copyBells(bells, changes);
  mkdirSync(join(folder.path, 'node_modules'));
  symlinkSync(checkout, join(folder.path, 'node_modules/api-understudy'), 'dir');
  writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
  return { path: folder.path, module: join(bells, 'provider.ts'), [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

/** Puts the plug-in into a folder, with changes. */
export function copyBells(folder: string, changes: Changes): void {
  cpSync(fileURLToPath(new URL('./bells/', import.meta.url)), folder, { recursive: true });
  for (const [file, change] of Object.entries(changes)) edit(join(folder, file), change);
}

function edit(file: string, change: Changes[string]): void {
  if (typeof change === 'string') {
    writeFileSync(file, change);
    return;
  }
  let text = readFileSync(file, 'utf8');
  for (const [old, now] of change) {
    if (!text.includes(old)) throw new Error(`Cannot change ${file}: it has no "${old}".`);
    text = text.replaceAll(old, now);
  }
  writeFileSync(file, text);
}
