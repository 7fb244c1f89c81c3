import { didYouMean } from '../kit/did-you-mean.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { type Kind, kinds } from './kinds.ts';
import { PlugInError } from './plug-in-error.ts';

/** What each member of a provider is, for callers without types. */
const members = {
  name: 'text',
  title: 'text',
  hosts: 'list',
  upstream: 'text',
  folder: 'folder',
  credentials: 'object',
  secrets: 'list',
  operationNames: 'list',
  schemas: 'object',
  protocol: 'object',
  operations: 'list',
  errors: 'object',
  state: 'object',
  providerStates: 'list',
  samples: 'object',
} as const satisfies Partial<Record<keyof Provider, Kind>>;

/** Provider names stand in paths, in environment variables and before the ids of rules. */
const nameForm = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const longestName = 40;
/** A name, no address: the last label begins with a letter. Under an address of the loopback the server itself is reached. */
const hostForm = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/;

/**
 * The value as a provider, whose files nobody has looked at. Throws a PlugInError that says where it is from, and which member
 * is wrong.
 *
 * @param from Where the value is from, for people: `./library/provider.ts`, or `providers[0]`.
 */
export function checkProvider(value: unknown, from: string): Provider {
  if (!isProvider(value, from))
    throw unusable(from, 'it is no provider. Make one with defineProvider() of api-understudy/provider.');
  const problem = nameProblem(value.name);
  if (problem) throw unusable(from, `its \`name\` ${problem}`);
  const [badHost] = value.hosts.filter((host) => typeof host !== 'string' || !hostForm.test(host));
  if (badHost !== undefined) {
    throw unusable(
      from,
      `its \`hosts\` has "${String(badHost).slice(0, 80)}", which is no host name in lower case. Use one such as api.example.com.`,
    );
  }
  if (!URL.canParse(value.upstream)) {
    throw unusable(from, `its \`upstream\` is no URL. Use one such as https://api.example.com.`);
  }
  if (value.operations.length === 0) throw unusable(from, 'its `operations` is empty. A provider has at least one.');
  return value;
}

/** Why a name cannot be a provider's; nothing when it can. */
export function nameProblem(name: string): string | undefined {
  if (nameForm.test(name) && name.length <= longestName) return undefined;
  return `"${name.slice(0, 80)}" cannot stand in a path. Use at most ${longestName} lower-case letters, digits and single "-", such as my-api.`;
}

function unusable(from: string, found: string): PlugInError {
  return new PlugInError(`Cannot use ${from} as a provider: ${found}`);
}

function isProvider(value: unknown, from: string): value is Provider {
  if (!isJsonObject(value)) return false;
  for (const [member, kind] of Object.entries(members)) {
    const { is, words } = kinds[kind];
    if (is(value[member])) continue;
    if (value[member] !== undefined) throw unusable(from, `its member \`${member}\` is not ${words}.`);
    const near = didYouMean(member, Object.keys(value), (name) => `\`${name}\``);
    throw unusable(
      from,
      `it has no member \`${member}\`. ${near}Make it with defineProvider() of api-understudy/provider.`,
    );
  }
  return true;
}
