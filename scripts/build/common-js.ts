import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import { staysOutside } from './inline.ts';

/**
 * Writes modules as CommonJS too, each with all that it imports in one file beside its own, and declarations that lead to
 * those of the module.
 *
 * @param modules Paths in the folder of compiled modules, without ending.
 */
export async function writeCommonJs(folder: string, modules: readonly string[]): Promise<void> {
  for (const module of modules) {
    const file = join(folder, module);
    const bundling = await rolldown({ input: `${file}.js`, external: staysOutside, platform: 'node' });
    await bundling.write({ file: `${file}.cjs`, format: 'cjs', codeSplitting: false });
    await bundling.close();
    writeFileSync(`${file}.d.cts`, `export * from './${basename(module)}.js';\n`);
  }
}
