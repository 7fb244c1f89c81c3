import { Command } from 'commander';
import { printable } from '../logging/printable.ts';
import { version } from '../version.ts';
import { addCoverage, addDrift, addEvidence, addLearn, addProve } from './evidence-commands.ts';
import { configFile, corrections, ownProviders, wholeNumber } from './options.ts';
import { addReach } from './reach-commands.ts';
import { addRecordings } from './recordings-command.ts';
import { addRequests, addRun, addStart } from './start-command.ts';
import { addVerify } from './verify-command.ts';

/** The command line. Each command loads its own code when it runs, so that help is quick. */
export function createProgram(): Command {
  const program = new Command('understudy')
    .description('Plays the Leeloo, GetResponse, LeadConnector and Sensorpro account APIs on this machine.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) });
  addStart(program);
  addRun(program);
  addReach(program);
  addRequests(program);
  addVerify(program);
  addRecordings(program);
  addDrift(program);
  addEvidence(program);
  addProve(program);
  addLearn(program);
  addCoverage(program);
  addRules(program);
  addStates(program);
  addOpenapi(program);
  addSample(program);
  addNewProvider(program);
  addInit(program);
  return program;
}

/** Commander puts its suggestion on a line of its own. */
function oneLine(text: string): string {
  return `${printable(text.trim().replaceAll(/(?<!\s)\s*\n\s*/g, ' '))}\n`;
}

function addRules(program: Command): void {
  program
    .command('rules')
    .description('show every rule and what it rests on, or one with its examples')
    .argument('[provider or rule]', 'only this provider, or this rule, such as leeloo/created')
    .option('--weak', 'only assumptions, the weakest first')
    .addOption(corrections())
    .addOption(ownProviders())
    .addOption(configFile())
    .option('--json', 'print JSON')
    .action(async (provider, flags) => (await import('./rules.ts')).printRules(provider, flags));
}

function addStates(program: Command): void {
  program
    .command('states')
    .description('show the provider states that a contract can ask for, their params and the values they return')
    .argument('[provider]', 'only this provider')
    .addOption(ownProviders())
    .addOption(configFile())
    .option('--json', 'print JSON')
    .action(async (provider, flags) => (await import('./states.ts')).printStates(provider, flags));
}

function addOpenapi(program: Command): void {
  program
    .command('openapi')
    .description("print a provider's OpenAPI 3.1 description")
    .argument('<provider>')
    .option('--api-version <name>', 'one version of the API alone, such as v3 of leadconnector')
    .addOption(ownProviders())
    .addOption(configFile())
    .action(async (provider, flags) => (await import('./openapi.ts')).printOpenapi(provider, flags));
}

function addSample(program: Command): void {
  program
    .command('sample')
    .description('print request bodies, one JSON object a line')
    .argument('<provider/operation>', 'such as leeloo/create-email-account')
    .option('--count <number>', 'how many valid bodies', wholeNumber(100_000), 1)
    .option('--seed <number>', 'the same seed gives the same bodies', wholeNumber(Number.MAX_SAFE_INTEGER), 1)
    .addOption(ownProviders())
    .addOption(configFile())
    .option('--invalid', 'one body for each rule that a body can break, with the rule and the reply to expect')
    .option('--curl', 'commands for a shell that send them, in the place of the bodies')
    .option('--url <url>', 'with --curl: where the server is', 'http://127.0.0.1:4010')
    .action(async (operation, flags) => (await import('./sample.ts')).printSamples(operation, flags));
}

function addInit(program: Command): void {
  program
    .command('init')
    .description('write a first configuration file, with comments')
    .option('--json', 'write understudy.config.json')
    .action(async (flags) => (await import('./init.ts')).init(flags));
}

function addNewProvider(program: Command): void {
  program
    .command('new-provider')
    .description('write a provider of your own, with its rules, examples and test')
    .argument('<name>', 'its name in addresses, such as my-api')
    .option('--into <folder>', 'where its folder is made', '.')
    .option('--openapi <file>', 'write it from an OpenAPI description (3.0 or 3.1, JSON or YAML)')
    .option('--json', 'print one JSON object')
    .action(async (name, flags) => (await import('./new-provider.ts')).writeNewProvider(name, flags));
}
