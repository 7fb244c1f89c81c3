import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { whyNotReleased } from '../../scripts/release/why-not-released.ts';
import { mistakesIn, type Step, Steps } from './workflow-steps.ts';
import '../../src/provider-tests/to-be-none.ts';

const workflows = ['ci', 'release', 'image'].map((name) => `.github/workflows/${name}.yml`);

async function stepsOf(path: string, job: string): Promise<Step[]> {
  return parse(await readFile(path, 'utf8')).jobs[job].steps;
}

/** A folder in which programs are what they are told to be: each notes how it was called. */
let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'release-'));
  env = { PATH: `${folder}/bin${delimiter}${process.env.PATH}`, CALLS: join(folder, 'calls.txt') };
  await mkdir(join(folder, 'bin'));
  return () => rm(folder, { recursive: true });
});

async function pretend(program: string, output = ''): Promise<void> {
  const file = join(folder, 'bin', program);
  await writeFile(file, `#!/bin/sh\necho "${program} $*" >> "$CALLS"\n${output && `echo '${output}'`}\n`);
  await chmod(file, 0o755);
}

async function calls(): Promise<string[]> {
  return (await readFile(join(folder, 'calls.txt'), 'utf8')).trim().split('\n');
}

const examples = ['contract-tests', 'drift'].map((name) => `examples/github-actions/${name}.yml`);

test.each([...workflows, ...examples])("%s is a workflow by GitHub's own parser", async (path) => {
  expect(mistakesIn(path, await readFile(path, 'utf8'))).toBeNone(`GitHub would refuse ${path}. Correct it.`);
});

test.each([...workflows, ...examples])(
  '%s names each action by a commit, and says which version that is',
  async (path) => {
    const uses = (await readFile(path, 'utf8')).match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    for (const use of uses) expect(use).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  },
);

test('only the job that publishes may ask for an identity, and no secret is kept for it', async () => {
  const text = await readFile('.github/workflows/release.yml', 'utf8');
  const { permissions, jobs } = parse(text);
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(text).not.toMatch(/secrets\.|TOKEN/);
});

test.each([
  { tag: 'v1.2.3', published: 'npm publish ./dist --provenance --access public' },
  { tag: 'v1.2.3-rc.1', published: 'npm publish ./dist --provenance --access public --tag next' },
])('what the tag $tag publishes', async ({ tag, published }) => {
  await pretend('npm');
  using steps = new Steps(folder, { ...env, GITHUB_REF_NAME: tag });
  const all = await stepsOf('.github/workflows/release.yml', 'publish');
  for (const step of all.filter(({ run }) => run)) await steps.run(step);
  expect(await calls()).toEqual([
    'npm ci',
    `npm run release:check -- ${tag}`,
    'npm run check',
    'npm run build',
    published,
  ]);
});

const released = {
  manifest: '{ "version": "1.2.3", "author": "somebody" }',
  changelog: '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-01-01\n',
};

test('a tag that is the version, with its changes told and an owner, can be released', () => {
  expect(whyNotReleased('v1.2.3', released)).toEqual([]);
});

test.each([
  ['v1.2.4', {}, 'The tag is "v1.2.4", the version in package.json 1.2.3.'],
  ['', {}, 'The tag is ""'],
  ['v1.2.3', { changelog: '## [Unreleased]\n## [1.2.30] - 2026-01-01\n' }, 'no section "## [1.2.3] - <date>"'],
  ['v1.2.3', { manifest: '{ "version": "1.2.3", "author": "OWNER" }' }, 'package.json says OWNER'],
])('the tag "%s" of %j cannot', (tag, changes, why) => {
  expect(whyNotReleased(tag, { ...released, ...changes })).toEqual([expect.stringContaining(why)]);
});

test('the command tells why, and fails', async () => {
  await mkdir(join(folder, 'scripts/release'), { recursive: true });
  for (const file of ['check-release.ts', 'release/why-not-released.ts'])
    await copyFile(`scripts/${file}`, join(folder, 'scripts', file));
  await writeFile(join(folder, 'package.json'), released.manifest);
  await writeFile(join(folder, 'CHANGELOG.md'), released.changelog);
  using steps = new Steps(folder, {});
  await steps.run({ run: 'node scripts/check-release.ts v1.2.3' });
  await expect(steps.run({ run: 'node scripts/check-release.ts v2.0.0' })).rejects.toThrow('The tag is "v2.0.0"');
});

test.each([
  { tag: 'v1.2.3', tags: ['1.2.3', '1.2', '1', 'latest'] },
  { tag: 'v1.2.3-rc.1', tags: ['1.2.3-rc.1'] },
])('the image of $tag is pushed as $tags, once it answers', async ({ tag, tags }) => {
  await pretend('docker', 'healthy');
  using steps = new Steps(folder, {
    ...env,
    GITHUB_REF_NAME: tag,
    IMAGE: 'images.example/team/understudy',
    IMAGE_USER: 'me',
  });
  const all = await stepsOf('.github/workflows/image.yml', 'image');
  for (const { run = '' } of all) await steps.run({ run: run.replaceAll('sleep 1', 'exit 1') });
  const names = tags.map((name) => `images.example/team/understudy:${name}`);
  const made = await calls();
  expect(made[0]).toBe(`docker build ${names.map((name) => `--tag ${name}`).join(' ')} .`);
  expect(made.slice(1, 3).map((call) => call.split(' ', 2)[1])).toEqual(['run', 'inspect']);
  expect(made.slice(3)).toEqual([
    'docker login --username me --password-stdin images.example',
    ...names.map((name) => `docker push ${name}`),
  ]);
});

test('without the name of an image nothing is built, and it says what to set', async () => {
  await pretend('docker');
  using steps = new Steps(folder, { ...env, GITHUB_REF_NAME: 'v1.2.3', IMAGE: '' });
  const [, build = {}] = await stepsOf('.github/workflows/image.yml', 'image');
  await expect(steps.run(build)).rejects.toThrow('Set the variable IMAGE');
  await expect(calls()).rejects.toThrow('ENOENT');
});
