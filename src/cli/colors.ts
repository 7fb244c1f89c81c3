import pico from 'picocolors';

/** Colours for people at a terminal only: left to itself the package also colours what CI writes to a file. */
export const colors = pico.createColors(process.stdout.isTTY === true && !process.env.NO_COLOR);
