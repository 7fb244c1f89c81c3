import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runProcess } from '../support/run-process.ts';
import { nodePrograms } from './node-programs.ts';

const own = 'of this project';
const runs = [own, '22', '26'].flatMap((version) =>
  Object.entries(nodePrograms).map(([name, program]) => ({ version, name, program })),
);

test.for(runs)(
  'on Node $version, $name gets the mock under the real address',
  async ({ version, program }, { skip }) => {
    const other = fileURLToPath(new URL(`runtimes/node_modules/node-${version}/bin/node`, import.meta.url));
    const node = version === own ? process.execPath : other;
    skip(!existsSync(node), 'There is no other Node: npm ci --prefix test/reach/runtimes (Linux on x64).');
    const command = [node, '--input-type=module', '--eval', program];
    const { code, stdout } = await runProcess(process.execPath, ['src/main.ts', 'run', '--quiet', '--', ...command]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ mock\n$/) });
  },
);
