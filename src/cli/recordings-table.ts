import type { StoredRecording } from '../../proxy/recording-format/recording.ts';

/** What the list shows of one recording. */
export interface RecordingRow {
  readonly file: string;
  readonly operation: string;
  readonly recorded_at: string;
  readonly status: number;
  /** Such as `3 d`. */
  readonly age: string;
  readonly verdict: string;
}

/** One row for each recording, in the order of recording. @param now Epoch milliseconds. */
export function recordingRows(recordings: readonly StoredRecording[], now: number): RecordingRow[] {
  return recordings.map(({ file, recording: { provider, operation, recorded_at, response, check } }) => ({
    file,
    operation: `${provider}/${operation}`,
    recorded_at,
    status: response.status,
    age: age(now - Date.parse(recorded_at)),
    verdict: check.verdict,
  }));
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

function age(milliseconds: number): string {
  const [unit, length] = units.find(([, each]) => milliseconds >= each) ?? ['s', 1_000];
  return `${Math.max(0, Math.floor(milliseconds / length))} ${unit}`;
}

/** Lines of columns, the names of the columns first. */
export function table(rows: readonly RecordingRow[]): string[] {
  const head = ['operation', 'when', 'status', 'age', 'verdict', 'file'];
  const cells = rows.map(({ operation, recorded_at, status, age: old, verdict, file }) => [
    operation,
    recorded_at,
    String(status),
    old,
    verdict,
    file,
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)));
  return [head, ...cells].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
