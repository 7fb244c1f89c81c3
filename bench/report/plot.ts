/** A drawing of how something grows. */
export interface Plot {
  /** The name of its file, such as `accounts.svg`. */
  readonly file: string;
  readonly title: string;
  /** Titles of the axes, with their units. */
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const ink = '#24292f';
const faint = '#d0d7de';
/** Seen on white and on black, and told apart without colours by their dashes. */
const colors = ['#2f81f7', '#d4700c'];
const dashes = [[], [6, 4]];

/** A plot as a Vega-Lite specification: sizes by their logarithm, costs from zero, so that what is flat looks flat. */
export function vegaLite({ title, x, y, lines }: Plot) {
  const names = lines.map(({ name }) => name);
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map((point) => point.x)))];
  const axis = { labelColor: ink, titleColor: ink, tickColor: faint, domainColor: faint, gridColor: faint };
  const scale = (range: readonly unknown[]) => ({ domain: names, range: range.slice(0, names.length) });
  const legend = names.length > 1 ? { labelColor: ink, orient: 'bottom', symbolType: 'stroke', symbolSize: 600 } : null;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: title, color: ink, anchor: 'start', fontSize: 14 },
    width: 520,
    height: 240,
    background: null,
    padding: 8,
    config: {
      font: 'system-ui, sans-serif',
      axis: { ...axis, labelFontSize: 12, titleFontSize: 12 },
      view: { stroke: null },
    },
    data: { values: lines.flatMap(({ name, points }) => points.map((point) => ({ name, ...point }))) },
    mark: { type: 'line', point: { size: 50 }, strokeWidth: 2 },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        title: x,
        scale: { type: 'log' },
        axis: { values: sizes, format: ',', grid: false },
      },
      y: { field: 'y', type: 'quantitative', title: y, scale: { zero: true }, axis: { tickCount: 5 } },
      color: { field: 'name', type: 'nominal', title: null, scale: scale(colors), legend },
      strokeDash: { field: 'name', type: 'nominal', title: null, scale: scale(dashes), legend },
    },
  };
}

/** A drawing whose ink turns light where the page is dark; it has no background of its own. */
export function withDarkInk(svg: string): string {
  const rules = `[fill="${ink}"]{fill:#e6edf3}[stroke="${faint}"]{stroke:#3d444d}`;
  return svg.replace(/^<svg[^>]*>/, (start) => `${start}<style>@media (prefers-color-scheme:dark){${rules}}</style>`);
}
