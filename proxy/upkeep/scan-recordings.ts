import { replaceSpellings, SpellingIndex } from '../../src/engine/spellings.ts';
import { readFolder } from '../recording/read-folder.ts';
import { isPlaceholder } from '../redaction/placeholder.ts';
import { allFiles, textOfFile, type Unread } from './all-files.ts';
import type { UpkeepSettings } from './check-recordings.ts';

/** Something in a file that is a secret, or looks like one. It never holds the value. */
export interface ScanFinding {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly kind: string;
}

/** What a scan found. */
export interface ScanResult {
  readonly scanned: number;
  readonly findings: readonly ScanFinding[];
}

const word = '[\\w.~+/-]';
/** Forms that hardly anything but a credential has; the last one only where there is a digit in it. */
const forms: readonly (readonly [kind: string, form: RegExp, counts?: (found: string) => boolean])[] = [
  ['a JSON Web Token', /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/g],
  ['a private integration token', /\bpit-[0-9a-f]{8}-[0-9a-f-]{27}\b/gi],
  [
    'an API key of a well-known service',
    /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|xox[abpr]-[\w-]{10,}|sk_(?:live|test)_\w{10,}|AIza[\w-]{30,})/g,
  ],
  ['an authorization', new RegExp(`\\b(?:bearer|basic)\\s{1,4}(?=[^\\s\\d]{0,200}\\d)${word}{12,}={0,2}`, 'gi')],
  ['a password in a URL', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"]{1,200}:[^\s/@"]{1,200}@/gi],
  [
    'a named secret',
    new RegExp(
      `\\b(?:pass(?:word|wd)?|pwd|(?:client_?)?secret|(?:access|refresh|auth)?_?token|api_?key)\\\\?["']?\\s{0,4}[:=]\\s{0,4}\\\\?["']?${word}{8,}={0,2}`,
      'gi',
    ),
    (found) => /\d/.test(found),
  ],
];

/** Searches every file for the given secrets, however spelled, and for what looks like one. */
export async function scanRecordings(settings: UpkeepSettings): Promise<ScanResult> {
  // A folder that cannot be read is told in the usual line.
  await readFolder(settings.folder, settings.providers[0]?.name ?? '');
  const { files, unread } = await allFiles(settings.folder);
  const index = new SpellingIndex();
  for (const secret of [...settings.secrets, ...settings.credentials.filter(isSecretRoleOf).map(({ value }) => value)])
    index.add(secret, '');
  const harmless = new Set(settings.providers.flatMap(({ credentials }) => Object.values(credentials)));
  const findings = unread.map(notSearched);
  for (const file of files) {
    const text = textOfFile(settings.folder, file);
    if (typeof text !== 'string') {
      findings.push(notSearched(text));
      continue;
    }
    for (const [number, line] of text.split('\n').entries()) {
      for (const kind of kindsIn(line, index, harmless)) findings.push({ file, line: number + 1, kind });
    }
  }
  return { scanned: files.length, findings };
}

/** What nobody looked into is not clean. */
function notSearched({ file, found }: Unread): ScanFinding {
  return { file, line: 1, kind: `not searched: ${found}` };
}

function isSecretRoleOf({ role }: UpkeepSettings['credentials'][number]): boolean {
  return role === 'token' || role === 'api_key' || role === 'password';
}

function kindsIn(line: string, index: SpellingIndex, harmless: ReadonlySet<string>): string[] {
  const given = replaceSpellings(line, [index]) === line ? [] : ['a given secret'];
  const looks = forms.filter(([, form, counts = () => true]) =>
    (line.match(form) ?? []).some((found) => counts(found) && !isHarmless(found, harmless)),
  );
  return [...given, ...looks.map(([kind]) => kind)];
}

function isHarmless(found: string, harmless: ReadonlySet<string>): boolean {
  const value = found.split(/["'\s:=]+/).at(-1) ?? '';
  // The forms end at signs that a published password may go on with.
  const isBeginning = (known: string) => value.length >= 8 && known.startsWith(value);
  return harmless.has(found) || isPlaceholder(value) || [...harmless].some(isBeginning);
}
