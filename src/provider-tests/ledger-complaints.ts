import type { Example } from '../kit/example.ts';
import type { Basis, Ledger } from '../kit/ledger.ts';

// What is wrong with a ledger and its examples, each as a line that names it; nothing when all is well.

/** Rules that every provider has: what it says to another address and to too large a body, and that it repeats no secret. */
const neededRules = ['unknown-route', 'too-large', 'secret-never-echoed'];

/** Ids that are there twice, belong to another provider, or are missing. */
export function idComplaints({ rules }: Ledger, provider: string): string[] {
  const ids = rules.map(({ id }) => id);
  const needed = neededRules.map((rule) => `${provider}/${rule}`);
  return [
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => `${id} is there twice: give each rule an id of its own`),
    ...ids.filter((id) => !id.startsWith(`${provider}/`)).map((id) => `${id} does not begin with ${provider}/`),
    ...needed.filter((id) => !ids.includes(id)).map((id) => `${id} is missing: every provider has this rule`),
  ];
}

/** Rules that rest on nothing that could be looked up. */
export function basisComplaints({ rules }: Ledger): string[] {
  return rules.flatMap(({ id, says, basis }) => {
    if (!says) return [`${id} says nothing`];
    if (basis.length === 0) return [`${id} rests on nothing: name a document, the public record, or an assumption`];
    return basis.filter((part) => !isFounded(part)).map(({ part }) => `${id} does not tell what "${part}" rests on`);
  });
}

function isFounded(part: Basis): boolean {
  if (!part.part) return false;
  if (part.basis === 'assumed') return Boolean(part.because) && ['strong', 'medium', 'weak'].includes(part.strength);
  return ['documented', 'public'].includes(part.basis) && Boolean(part.source);
}

/** Examples by the names of their files, without the ending. */
export type Examples = ReadonlyMap<string, Example>;

/** Rules without an example, and examples of other rules, or that do not show the one that they are of. */
export function exampleComplaints({ rules }: Ledger, provider: string, examples: Examples): string[] {
  const ids = rules.map(({ id }) => id);
  const all = [...examples];
  const shown = new Set(all.map(([, { rule }]) => rule));
  return [
    ...ids.filter((id) => !shown.has(id)).map((id) => `${id} has no example: add examples/${id.split('/')[1]}.json`),
    ...all.flatMap(([file, { rule, rules: applied }]) =>
      [rule, ...applied]
        .filter((id) => !ids.includes(id))
        .map((id) => `examples/${file}.json names ${id}, which is not in rules.json`),
    ),
    ...all
      .filter(([, { rule, rules: applied }]) => !applied.includes(rule) && rule !== `${provider}/secret-never-echoed`)
      .map(([file, { rule }]) => `examples/${file}.json is of ${rule}, which is not among its \`rules\``),
  ];
}

/** The example that a start shows as a first call. */
export function firstExampleComplaints(ledger: Ledger, examples: Examples): string[] {
  const first = examples.get(ledger.try);
  if (!first)
    return [`rules.json names "${ledger.try}" to \`try\` first: add examples/${ledger.try}.json, or name another`];
  return [
    ...(first.given === undefined
      ? []
      : [`examples/${ledger.try}.json is tried first, so it needs nothing before it: leave out \`given\``]),
    ...(first.reply.status < 300 ? [] : [`examples/${ledger.try}.json is tried first, so it is one that succeeds`]),
  ];
}
