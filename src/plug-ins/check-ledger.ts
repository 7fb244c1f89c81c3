import { suggestion } from '../kit/did-you-mean.ts';
import type { Ledger } from '../kit/ledger.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { jsonFilesOf, readJsonFile, wrongFile } from './folder-files.ts';
import { type Kind, kinds } from './kinds.ts';

const file = 'rules.json';

/** What a ledger has, and what each of these is. */
const members = {
  title: 'text',
  documents: 'object',
  try: 'text',
  wire: 'list',
  rules: 'list',
  defects: 'list',
  not_imitated: 'list',
} as const satisfies Partial<Record<keyof Ledger, Kind>>;

/** Checks the ledger, and that examples show its rules and no others. Throws a PlugInError. */
export function checkLedger(provider: Provider): void {
  const ledger = readJsonFile(provider, file);
  if (!isJsonObject(ledger)) throw wrongFile(provider, file, 'is no JSON object.');
  for (const [member, kind] of Object.entries(members)) {
    const { is, words } = kinds[kind];
    if (!is(ledger[member])) throw wrongFile(provider, file, `needs a member \`${member}\` that is ${words}.`);
  }
  const rules = (Array.isArray(ledger.rules) ? ledger.rules : []).map((rule, index) =>
    checkRule(provider, rule, index),
  );
  const examples = jsonFilesOf(provider, 'examples/');
  for (const name of examples) checkExample(provider, `examples/${name}`, rules);
  const names = examples.map((name) => name.slice(0, -'.json'.length));
  if (names.includes(String(ledger.try))) return;
  throw wrongFile(
    provider,
    file,
    `names "${ledger.try}" as the example to \`try\` first, which is not in examples/. ${suggestion(ledger.try, names)}`,
  );
}

/** Gives its id. */
function checkRule(provider: Provider, rule: unknown, index: number): string {
  if (!isJsonObject(rule) || typeof rule.id !== 'string' || !rule.id.startsWith(`${provider.name}/`)) {
    throw wrongFile(provider, file, `has a rule (/rules/${index}) whose \`id\` does not begin with ${provider.name}/.`);
  }
  if (typeof rule.says === 'string' && Array.isArray(rule.basis)) return rule.id;
  throw wrongFile(provider, file, `does not tell what the rule ${rule.id} \`says\`, or its \`basis\`.`);
}

function checkExample(provider: Provider, path: string, rules: readonly string[]): void {
  const example = readJsonFile(provider, path);
  if (!isJsonObject(example) || typeof example.rule !== 'string') throw wrongFile(provider, path, 'names no `rule`.');
  for (const member of ['request', 'reply']) {
    if (!isJsonObject(example[member])) throw wrongFile(provider, path, `has no \`${member}\`.`);
  }
  const applied = Array.isArray(example.rules) ? example.rules : [];
  const unknown = [example.rule, ...applied].find((rule) => !rules.includes(rule));
  if (unknown === undefined) return;
  throw wrongFile(
    provider,
    path,
    `names the rule "${unknown}", which is not in rules.json. ${suggestion(unknown, rules)}`,
  );
}
