import { type Command, Option } from 'commander';
import { defaults } from '../app/config.ts';
import { stageNames } from '../verify/stage.ts';
import { configFile, repeatable } from './options.ts';

/** The command `verify`. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('verify pacts of any consumer against the mocks, recordings or the real APIs')
    .argument('[pacts...]', 'pact files, or folders of them; none with --broker')
    .addOption(new Option('--against <stage>', 'what to verify against').choices(stageNames).default('mock'))
    .option('--allow-writes', 'let the calls create accounts at the real APIs; --against real does nothing without')
    .option('--record', 'with --against real: keep recordings and the values of states, for --against replay')
    .option('--recordings <folder>', `where recordings are kept (default: ${defaults.recordings})`)
    .addOption(
      repeatable('--upstream <provider=url>', 'with --against real: where a real API is', "the providers' own"),
    )
    .option(
      '--provider <name>',
      'the provider of all these pacts, whatever they call it; or the module of one of your own, such as ./my-api/provider.ts',
    )
    .option('--strict', 'let warnings fail, too: 404 expected at an address that no provider has')
    .addOption(configFile())
    .option('--json', 'print one JSON object a line')
    .option(
      '--broker <url>',
      'take the pacts from a Pact Broker, as PACT_BROKER_TOKEN, or _USERNAME and _PASSWORD, allow',
    )
    .option('--broker-token <token>', 'instead of the variable; others on the machine may see it')
    .option('--broker-username <name>', 'instead of the variable')
    .option('--broker-password <password>', 'instead of the variable')
    .option('--consumer-version-selectors <json>', 'of which versions of consumers (default: of each the latest)')
    .option('--enable-pending', 'let pacts fail that never held yet on this branch')
    .option(
      '--include-wip-pacts-since <date>',
      'with --enable-pending: also what is in progress since, such as 2026-01-31',
    )
    .option('--provider-name <name>', 'with --provider: what the broker calls it, if neither by its name nor its title')
    .option('--provider-branch <branch>', 'with --broker: the branch of the provider (default: main)')
    .option('--publish', 'publish the results at the broker')
    .option(
      '--provider-version <version>',
      "with --publish: the provider's version (default: understudy- and the mock's)",
    )
    .option('--build-url <url>', 'with --publish: where this run can be looked at')
    .action(async (paths, flags) => (await import('./verify.ts')).verify(paths, flags));
}
