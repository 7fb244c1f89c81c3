import type { Command } from 'commander';
import { defaults } from '../app/config.ts';
import { configFile, ownProviders, wholeNumber } from './options.ts';

/** The commands that hold the mocks against the real APIs. */
export function addDrift(program: Command): void {
  program
    .command('drift')
    .description('compare the mocks with recordings of the real APIs, and name who is wrong')
    .argument('[provider...]', 'only these providers')
    .option('--recordings <folder>', `the recordings folder (default: ${defaults.recordings})`)
    .option(
      '--max-age <days>',
      'recordings that are older are stale and not compared; 0 makes all stale',
      wholeNumber(1_000_000),
    )
    .option('--markdown <file>', 'also write the findings as Markdown, for a pull request')
    .addOption(ownProviders())
    .addOption(configFile())
    .option('--json', 'print one JSON object a line')
    .action(async (providers, flags) => (await import('./drift.ts')).drift(providers, flags));
}
