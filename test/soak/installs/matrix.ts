/** What is installed together, and what its tests are run by. */
export interface Installation {
  /** The major version of Node, or an exact one. */
  readonly node: string;
  readonly manager: 'npm' | 'pnpm';
  /** Versions of packages as package.json has them. */
  readonly packages: Readonly<Record<string, string>>;
  readonly runners: readonly Runner[];
}

export type Runner = 'vitest' | 'jest' | 'node:test';

const nodes = ['22.18.0', '22', '24', '26'];
const managers = ['npm', 'pnpm'] as const;

/** A project has one version of Vitest; beside each stand others of the peers. */
const projects = [
  {
    packages: { vitest: '^4.1.0', jest: '^30.0.0', '@pactflow/openapi-pact-comparator': '^1.7.0' },
    runners: ['vitest', 'jest'],
  },
  {
    packages: { vitest: '^5.1.1', '@pactflow/openapi-pact-comparator': '^2.3.0' },
    runners: ['vitest', 'node:test'],
  },
] as const;

/** Every Node, package manager and project, or those that the words name. */
export function installations(words: readonly string[] = []): Installation[] {
  const all = nodes.flatMap((node) =>
    managers.flatMap((manager) => projects.map((project): Installation => ({ node, manager, ...project }))),
  );
  return all.filter((installation) => words.every((word) => titleOf(installation).includes(word)));
}

/** How an installation is called: `Node 24, npm, vitest ^4.1.0, jest ^30.0.0, ...`. */
export function titleOf({ node, manager, packages }: Installation): string {
  const named = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return [`Node ${node}`, manager, ...named].join(', ');
}
