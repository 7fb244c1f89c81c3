import { styleText } from 'node:util';

const isShown = process.stdout.isTTY === true && !process.env.NO_COLOR;

type Style = 'bold' | 'dim' | 'cyan' | 'green' | 'red' | 'yellow';

function painter(style: Style): (text: string) => string {
  return (text) => (isShown ? styleText(style, text, { validateStream: false }) : text);
}

/** Colours for people at a terminal only: what CI writes to a file has none. */
export const colors = {
  bold: painter('bold'),
  dim: painter('dim'),
  cyan: painter('cyan'),
  green: painter('green'),
  red: painter('red'),
  yellow: painter('yellow'),
};
