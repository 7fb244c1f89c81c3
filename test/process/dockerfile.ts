import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, posix, relative } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { Copy, DockerfileParser, From, type Instruction, JSONInstruction } from 'dockerfile-ast';
import { runProcess } from '../support/run-process.ts';

/** What the last stage of a Dockerfile says, its files in a temporary folder. */
export interface Image extends AsyncDisposable {
  /** The files of the working directory. */
  readonly folder: string;
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly healthcheck: readonly string[];
}

interface Stage {
  readonly root: string;
  workdir: string;
  user: string;
  entrypoint: readonly string[];
  cmd: readonly string[];
  healthcheck: readonly string[];
  readonly env: Record<string, string>;
}

interface Build {
  readonly context: string;
  readonly temporary: string;
  readonly stages: Map<string, Stage>;
}

/**
 * Follows a Dockerfile without an engine: a folder for each stage, every COPY and RUN as it is written, on this machine's
 * Node in the place of the image's. Only `npm ci`, which needs a registry, is what `npm ci` has installed in the checkout.
 */
export async function buildImage(context: string): Promise<Image> {
  const temporary = await mkdtemp(join(tmpdir(), 'understudy-image-'));
  const build: Build = { context, temporary, stages: new Map() };
  const dockerfile = DockerfileParser.parse(await readFile(join(context, 'Dockerfile'), 'utf8'));
  let stage = newStage(temporary, 'none');
  for (const instruction of dockerfile.getInstructions()) {
    if (instruction instanceof From) stage = await begin(instruction, build);
    else await follow(instruction, stage, build);
  }
  const { workdir, root, ...said } = stage;
  const env = { ...said.env, PATH: path };
  const dispose = () => rm(temporary, { recursive: true, force: true });
  return { ...said, env, folder: join(root, workdir), [Symbol.asyncDispose]: dispose };
}

/** The tests' own Node comes first. */
const path = [dirname(process.execPath), process.env.PATH].join(delimiter);

function newStage(temporary: string, name: string): Stage {
  const root = join(temporary, name);
  return { root, workdir: '/', user: 'root', entrypoint: [], cmd: [], healthcheck: [], env: {} };
}

async function begin(from: From, { temporary, stages }: Build): Promise<Stage> {
  const name = from.getBuildStage() ?? 'last';
  const stage = newStage(temporary, name);
  await mkdir(stage.root);
  stages.set(name, stage);
  return stage;
}

async function follow(instruction: Instruction, stage: Stage, build: Build): Promise<void> {
  const text = instruction.getArgumentsContent() ?? '';
  if (instruction instanceof Copy) return copy(instruction, stage, build);
  const known: Readonly<Record<string, () => unknown>> = {
    RUN: () => run(text, stage, build),
    WORKDIR: () => workdir(text, stage),
    ENV: () => Object.assign(stage.env, Object.fromEntries([text.split('=')])),
    USER: () => Object.assign(stage, { user: text }),
    EXPOSE: () => {},
    HEALTHCHECK: () => Object.assign(stage, { healthcheck: JSON.parse(text.slice(text.indexOf('['))) }),
    ENTRYPOINT: () => Object.assign(stage, { entrypoint: words(instruction) }),
    CMD: () => Object.assign(stage, { cmd: words(instruction) }),
  };
  const step = known[instruction.getKeyword()];
  if (!step)
    throw new Error(`Cannot follow ${instruction.toString()}: only ${Object.keys(known).join(', ')} are known.`);
  await step();
}

async function workdir(path: string, stage: Stage): Promise<void> {
  stage.workdir = posix.resolve(stage.workdir, path);
  await mkdir(join(stage.root, stage.workdir), { recursive: true });
}

function words(instruction: Instruction): string[] {
  if (!(instruction instanceof JSONInstruction)) return [];
  return instruction.getJSONStrings().map((word) => JSON.parse(word.getValue()));
}

async function run(command: string, { root, workdir, env }: Stage, { context }: Build): Promise<void> {
  const folder = join(root, workdir);
  if (/^npm ci\b/.test(command)) return installed(context, folder);
  const offline = { ...env, PATH: path, npm_config_offline: 'true' };
  const { code, stdout, stderr } = await runProcess('sh', ['-c', command], offline, folder);
  if (code !== 0) throw new Error(`Cannot follow RUN ${command}: it ended with ${code}. ${stdout}${stderr}`);
}

/** The checkout's packages: copies of those that the image keeps, links to those that only the build needs. */
async function installed(context: string, folder: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  for (const name of Object.keys(packages).filter((path) => path && existsSync(join(context, path)))) {
    const [source, target] = [join(context, name), join(folder, name)];
    if (!packages[name].dev) await cp(source, target, { recursive: true });
    else if (name.lastIndexOf('node_modules') === 0) {
      await mkdir(dirname(target), { recursive: true });
      await symlink(source, target);
    }
  }
}

async function copy(instruction: Copy, stage: Stage, build: Build): Promise<void> {
  const from = build.stages.get(instruction.getFromFlag()?.getValue() ?? '');
  const [target = '', ...sources] = instruction
    .getArguments()
    .map((word) => word.getValue())
    .reverse();
  const folder = join(stage.root, posix.resolve(stage.workdir, target));
  const filter = from ? () => true : await contextFilter(build.context);
  for (const source of sources) {
    const path = join(from?.root ?? build.context, source);
    const isFolder = (await stat(path)).isDirectory();
    await cp(path, isFolder ? folder : join(folder, basename(source)), { recursive: true, filter });
  }
}

async function contextFilter(context: string): Promise<(source: string) => boolean> {
  const ignored = dockerignore.default().add(await readFile(join(context, '.dockerignore'), 'utf8'));
  return (source) => relative(context, source) === '' || !ignored.ignores(relative(context, source));
}
