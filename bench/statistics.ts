/** The value at a share of the sorted numbers, by linear interpolation: 0.5 is the median. NaN when there are none. */
export function quantile(numbers: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(numbers).sort();
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}

/** The middle one, which single disturbed rounds do not move. */
export function median(numbers: Iterable<number>): number {
  return quantile(numbers, 0.5);
}

/** How much y grows for each 1 of x, by least squares. */
export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  const together = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return together / points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}
