import type { Goal, Measurement } from './measurement.ts';

/** A measurement as aligned text for a terminal. */
export function asText({ title, how, columns, rows, goals }: Measurement): string {
  return [title, how, '', ...alignedLines(columns, rows), '', ...goals.map(goalLine), ''].join('\n');
}

/** A measurement as a section in Markdown. */
export function asMarkdown({ title, how, columns, rows, goals }: Measurement): string {
  const [head = '', ...body] = alignedLines(columns, rows, ' | ').map((line) => `| ${line} |`);
  const rule = `|${columns.map((_, index) => (index === 0 ? ' --- ' : ' ---: ')).join('|')}|`;
  return [`## ${title}`, '', how, '', head, rule, ...body, '', ...goals.map((goal) => `- ${goalLine(goal)}`), ''].join(
    '\n',
  );
}

/** One sentence on a goal. */
export function goalLine({ goal, found, met }: Goal): string {
  return `${met ? 'Met' : 'Missed'}: ${goal}; found ${found}.`;
}

/** The first column to the left, numbers to the right. */
function alignedLines(columns: readonly string[], rows: readonly (readonly string[])[], gap = '  '): string[] {
  const lines = [columns, ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => cells[index]?.length ?? 0)));
  return lines.map((cells) =>
    widths
      .map((width, index) => (index === 0 ? (cells[index] ?? '').padEnd(width) : (cells[index] ?? '').padStart(width)))
      .join(gap),
  );
}
