import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { whatFails } from '../../proxy/matching/prove.ts';
import { createReplayer } from '../../proxy/matching/replayer.ts';
import { exchangeFile, SecretLeftError } from '../../proxy/recording/exchange-file.ts';
import { plainExchange } from '../../proxy/recording-format/to-recording.ts';
import { Redaction } from '../../proxy/redaction/redaction.ts';
import { TooManySecretsError } from '../../proxy/redaction/too-many-secrets.ts';
import { checkRecordings } from '../../proxy/upkeep/check-recordings.ts';
import { scanRecordings } from '../../proxy/upkeep/scan-recordings.ts';
import { scrubRecordings } from '../../proxy/upkeep/scrub-recordings.ts';
import { maskedEntry } from '../../src/journal/journal-entry.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { askedWith, type Content, exchangeWith, notedWith, provider, unredactedFile } from './exchanges.ts';

/** What is done with a body. */
export const wayNames = ['record', 'replay', 'check', 'scan', 'scrub', 'journal'] as const;

export type WayName = (typeof wayNames)[number];

/** Processor time of each way, in milliseconds: of what took longest, with the body in the request or in the reply. */
export type Times = Readonly<Record<WayName, number>>;

/** Does everything with a body. */
export async function timesOf(content: Content): Promise<Times> {
  const times = { record: 0, replay: 0, check: 0, scan: 0, scrub: 0, journal: 0 };
  const timed = async (name: WayName, work: () => unknown): Promise<void> => {
    const before = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(before);
    times[name] = Math.max(times[name], (user + system) / 1_000);
  };
  for (const way of ['request', 'reply'] as const) {
    const exchange = exchangeWith(content, way);
    await timed('journal', () => maskedEntry('1', notedWith(content, way), { at: 0, durationMs: 1 }));
    const files = [unredactedFile(exchange)];
    await timed('record', () => files.push(...recorded(content, way)));
    for (const file of files) await keepUp([file], timed);
    if (way === 'request') await replay(files, content, timed);
  }
  await keepUp([{ file: 'somebody-elses.txt', text: content.bytes.toString() }], timed);
  return times;
}

interface File {
  readonly file: string;
  readonly text: string;
}

/** None of what is little else than secrets, or where what is behind a secret begins like it: nobody could tell them apart. */
function recorded(content: Content, way: 'request' | 'reply'): File[] {
  try {
    const redaction = new Redaction({ provider, credentials: [] });
    return [
      exchangeFile(
        plainExchange(exchangeWith(content, way)),
        redaction,
        { sequence: 1, pseudonymised: false },
        { prove: whatFails },
      ),
    ];
  } catch (error) {
    if (error instanceof TooManySecretsError || error instanceof SecretLeftError) return [];
    throw error;
  }
}

type Timed = (name: WayName, work: () => unknown) => Promise<void>;

async function keepUp(files: readonly File[], timed: Timed): Promise<void> {
  using folder = folderOf(files);
  const secrets = ['correct-horse-battery-staple'];
  const settings = { folder: folder.path, providers: [provider], credentials: [], secrets };
  await timed('check', () => checkRecordings(settings));
  await timed('scan', () => scanRecordings(settings));
  await timed('scrub', () => scrubRecordings(settings));
}

/** A request that was recorded, one that was not, and one that has nothing in common with what was. */
async function replay(files: readonly File[], content: Content, timed: Timed): Promise<void> {
  using folder = folderOf(files);
  const replayer = createReplayer({
    folder: folder.path,
    credentials: [],
    repeatLast: true,
    pseudonymSeed: 1,
    report: () => {},
  });
  await timed('replay', () => replayer.reload(provider));
  const play = await replayer.player(provider);
  const text = content.bytes.toString();
  const others = [text, `${text.slice(0, -2)}!${text.slice(-1)}`, text.replaceAll(/\b[a-z]/g, '9')];
  for (const other of others) await timed('replay', () => play(askedWith({ ...content, bytes: Buffer.from(other) })));
}

function folderOf(files: readonly File[]): TemporaryFolder {
  const folder = new TemporaryFolder();
  for (const { file, text } of files) {
    mkdirSync(dirname(join(folder.path, file)), { recursive: true });
    writeFileSync(join(folder.path, file), text);
  }
  return folder;
}
