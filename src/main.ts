#!/usr/bin/env node
import module from 'node:module';
import { oldNodeMessage } from './node-version.ts';

const tooOld = oldNodeMessage(process.versions.node);
if (tooOld) {
  process.stderr.write(`${tooOld}\n`);
  process.exitCode = 1;
} else {
  // Before anything else is loaded, so that from the second start on nothing is compiled again.
  module.enableCompileCache();
  const { surviveOutput } = await import('./cli/survive-output.ts');
  surviveOutput();
  const { runCommandLine } = await import('./cli/command-line.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
