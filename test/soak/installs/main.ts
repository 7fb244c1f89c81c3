import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runProcess } from '../../support/run-process.ts';
import { installations, titleOf } from './matrix.ts';
import { tryOut } from './project.ts';
import { Tools } from './tools.ts';

const usage = `Usage: npm run test:soak:installs -- [WORD...] [--json]

Builds and packs the package, and installs it from the registry beside each version of Node, package manager and test runner
that it is for; then runs a test there. Words narrow it down: "Node 26" pnpm "vitest ^4".`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
if (values.help) process.stdout.write(`${usage}\n`);
else await run();

async function run(): Promise<void> {
  const chosen = installations(positionals);
  if (chosen.length === 0) {
    process.stderr.write(`Nothing is called so. There are:\n${installations().map(titleOf).join('\n')}\n`);
    process.exitCode = 2;
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'understudy-installs-'));
  try {
    const tarball = await pack(folder);
    const tools = new Tools(join(folder, 'tools'));
    for (const [index, installation] of chosen.entries()) {
      const started = performance.now();
      const failures = await tryOut(installation, tools, tarball, join(folder, `project-${index}`));
      const seconds = Math.round((performance.now() - started) / 100) / 10;
      report(titleOf(installation), seconds, failures);
      if (failures.length > 0) process.exitCode = 1;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pack(folder: string): Promise<string> {
  const built = join(folder, 'built');
  const { code, stderr } = await runProcess(process.execPath, ['scripts/build.ts', built]);
  if (code !== 0) throw new Error(`Cannot build the package: ${stderr}`);
  const packed = await runProcess('npm', ['pack', built, '--pack-destination', folder, '--json']);
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed.stdout);
  return join(folder, filename);
}

function report(title: string, seconds: number, failures: readonly string[]): void {
  const line = values.json
    ? JSON.stringify({ event: 'installation', title, seconds, failures })
    : [`${failures.length === 0 ? 'ok    ' : 'failed'} ${title} (${seconds} s)`, ...failures].join('\n');
  process.stdout.write(`${line}\n`);
}
