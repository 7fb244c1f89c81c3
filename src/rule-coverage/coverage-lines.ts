import { printable } from '../logging/printable.ts';
import { type Coverage, sumOf, unprovoked } from './coverage.ts';

/** How a coverage is shown. */
export interface LineSettings {
  /** Whether refusals that nobody provoked are listed. */
  readonly unmetRefusals: boolean;
}

/** A coverage for people: a line for each provider that was asked, then what was never provoked. */
export function coverageLines(coverages: readonly Coverage[], { unmetRefusals }: LineSettings): string[] {
  const asked = coverages.filter(({ requests }) => requests > 0);
  const silent = coverages.filter(({ requests }) => requests === 0).map(({ provider }) => provider);
  const width = Math.max(0, ...asked.map(({ provider }) => provider.length));
  const lines = [
    ...asked.map((coverage) => {
      const { met, total, percent, provoked, refusals } = sumOf(coverage);
      const name = coverage.provider.padEnd(width);
      const requests = `${coverage.requests} request${coverage.requests === 1 ? '' : 's'}`;
      return `${name}  ${percent} % of the rules (${met} of ${total}), ${provoked} of ${refusals} refusals, by ${requests}`;
    }),
    ...(silent.length > 0 ? [`No mock of ${silent.join(', ')} was asked anything.`] : []),
    ...(unmetRefusals ? asked.flatMap(unprovokedLines) : []),
  ];
  // Names of providers and rules may be anybody's.
  return lines.map(printable);
}

function unprovokedLines(coverage: Coverage): string[] {
  const missing = unprovoked(coverage);
  if (missing.length === 0) return [];
  return [
    `Refusals of ${coverage.provider} that no request provoked:`,
    ...missing.map(({ rule, broken_by }) => `  ${rule} (by the ${broken_by})`),
  ];
}

/** What is wrong with a coverage that must reach so many percent, a line for each provider that was asked. */
export function tooLittle(coverages: readonly Coverage[], min: number): string[] {
  const asked = coverages.filter(({ requests }) => requests > 0);
  if (asked.length === 0) return ['No mock was asked anything: there is nothing to cover.'];
  return asked
    .filter((coverage) => sumOf(coverage).percent < min)
    .map((coverage) =>
      printable(`${coverage.provider}: ${sumOf(coverage).percent} % of the rules were met, asked was for ${min} %.`),
    );
}
