import type { Goal } from './goal.ts';
import type { Measurement, Table } from './measurement.ts';

/** A measurement as aligned text for a terminal. */
export function asText({ title, how, goals, further = [], notes = [], ...first }: Measurement): string {
  const tables = [first, ...further].map((table) => alignedLines(table).join('\n'));
  return paragraphs([`${title}\n${how}`, ...tables, notes.join('\n'), goals.map(goalLine).join('\n')]);
}

/** A measurement as a section in Markdown; plots are files in the folder of that name. */
export function asMarkdown({ title, how, goals, further = [], notes = [], plots = [], ...first }: Measurement): string {
  const images = plots.map((plot) => `![${plot.title}](plots/${plot.file})`);
  const goalLines = goals.map((goal) => `- ${goalLine(goal)}`).join('\n');
  return paragraphs([`## ${title}`, how, ...[first, ...further].map(markdownTable), ...notes, ...images, goalLines]);
}

/** One sentence on a goal. */
export function goalLine({ goal, found, met }: Goal): string {
  return `${met ? 'Met' : 'Missed'}: ${goal}; found ${found}.`;
}

function paragraphs(texts: readonly string[]): string {
  return `${texts.filter((text) => text !== '').join('\n\n')}\n`;
}

function markdownTable(table: Table): string {
  const [head, ...body] = alignedLines(table, ' | ').map((line) => `| ${line} |`);
  if (head === undefined) return '';
  const rule = `|${table.columns.map((_, index) => (isText(table, index) ? ' --- ' : ' ---: ')).join('|')}|`;
  return [head, rule, ...body].join('\n');
}

/** Text to the left, numbers to the right; no line at all for a table without rows. */
function alignedLines(table: Table, gap = '  '): string[] {
  const { columns, rows } = table;
  if (rows.length === 0) return [];
  const lines = [columns, ...rows];
  const cells = columns.map((_, index) => {
    const column = lines.map((line) => line[index] ?? '');
    const width = Math.max(...column.map((cell) => cell.length));
    return column.map((cell) => (isText(table, index) ? cell.padEnd(width) : cell.padStart(width)));
  });
  return lines.map((_, line) =>
    cells
      .map((column) => column[line])
      .join(gap)
      .trimEnd(),
  );
}

/** The first column names what the row is about; of the others those that hold words are text. */
function isText({ rows }: Table, index: number): boolean {
  return index === 0 || rows.some((row) => !/^[-+]?\d[\d.]*$|^-?$/.test(row[index] ?? ''));
}
