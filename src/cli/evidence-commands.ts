import type { Command } from 'commander';
import { defaults } from '../app/config.ts';
import { configFile, corrections, ownProviders, repeatable, wholeNumber } from './options.ts';

/** The commands that hold the mocks against the real APIs. */
export function addDrift(program: Command): void {
  program
    .command('drift')
    .description('compare the mocks with recordings of the real APIs, and name who is wrong')
    .argument('[provider...]', 'only these providers')
    .option('--recordings <folder>', `the recordings folder (default: ${defaults.recordings})`)
    .addOption(repeatable('--pacts <path>', 'pacts of clients, which are judged, too', 'none'))
    .option(
      '--max-age <days>',
      'recordings that are older are stale and not compared; 0 makes all stale',
      wholeNumber(1_000_000),
    )
    .option('--markdown <file>', 'also write the findings as Markdown, for a pull request')
    .addOption(corrections())
    .addOption(ownProviders())
    .addOption(configFile())
    .option('--json', 'print one JSON object a line')
    .action(async (providers, flags) => (await import('./drift.ts')).drift(providers, flags));
}

export function addEvidence(program: Command): void {
  program
    .command('evidence')
    .description('show what proves each rule: basis, examples, pacts, recordings, drift')
    .argument('[provider...]', 'only these providers')
    .option('--recordings <folder>', `the recordings folder (default: ${defaults.recordings})`)
    .addOption(repeatable('--pacts <path>', 'pacts of clients', 'none'))
    .option('--baseline <file>', 'end with 1 when any column of any rule is worse than in this file')
    .option('--update', 'write that file anew')
    .addOption(corrections())
    .addOption(ownProviders())
    .addOption(configFile())
    .option('--json', 'print one JSON object a line')
    .action(async (providers, flags) => (await import('./evidence.ts')).evidence(providers, flags));
}

/** The command that shows what a run has met. */
export function addCoverage(program: Command): void {
  program
    .command('coverage')
    .description("show which rules a running server's requests met, and which refusals none has provoked")
    .option('--url <url>', 'where the server is', 'http://127.0.0.1:4010')
    .option('--min <percent>', 'end with 1 when fewer rules of a provider that was asked were met', wholeNumber(100))
    .option('--json', 'print one JSON object a line')
    .action(async (flags) => (await import('./coverage.ts')).coverage(flags));
}

/** The command that asks the real API what its mock says. */
export function addProve(program: Command): void {
  program
    .command('prove')
    .description("send the examples of a provider's rules to its real API, and compare: which rules hold, which do not")
    .argument('<provider>')
    .option('--allow-writes', 'agree that accounts are made there; what the API lets be removed is removed')
    .addOption(repeatable('--rule <rule>', 'only the examples of this rule', 'all'))
    .option('--upstream <url>', "where the real API is (default: the provider's own)")
    .option('--recordings <folder>', `where recordings are kept (default: ${defaults.recordings})`)
    .option('--yes', 'send the plan without asking')
    .addOption(corrections())
    .addOption(ownProviders())
    .addOption(configFile())
    .option('--json', 'print one JSON object a line')
    .action(async (provider, flags) => (await import('./prove.ts')).prove(provider, flags));
}

/** The command that makes corrections of what recordings have shown. */
export function addLearn(program: Command): void {
  program
    .command('learn')
    .description('write corrections of the mocks, from recordings that show where they are wrong')
    .argument('[recording...]', 'only from these, by their files in the recordings folder')
    .option('--recordings <folder>', `the recordings folder (default: ${defaults.recordings})`)
    .option('--corrections <folder>', `where they are written (default: ${defaults.corrections})`)
    .option('--dry-run', 'write nothing; only show what would be')
    .option('--patch', 'print what a change of the project itself would be: ledger, example and places of the code')
    .addOption(ownProviders())
    .addOption(configFile())
    .option('--json', 'print one JSON object a line')
    .action(async (recordings, flags) => (await import('./learn.ts')).learn(recordings, flags));
}
