import { median, quantile } from '../statistics.ts';

/** A number that was hoped for, beside the one that came out. */
export interface Goal {
  readonly goal: string;
  readonly found: string;
  readonly met: boolean;
}

/** A goal that the median of the ratios, one for each round, has at least this value. */
export function atLeast(least: number, of: string, ratios: readonly number[]): Goal {
  return { goal: `at least ${least} ${of}`, found: spread(ratios), met: median(ratios) >= least };
}

/** A goal that something grows by no more than a share from its smallest to its largest case. */
export function growsAtMost(most: number, what: string, ratios: readonly number[]): Goal {
  const growth = median(ratios) - 1;
  return {
    goal: `${what} at most ${(most * 100).toFixed(0)} %`,
    found: `${growth < 0 ? '' : '+'}${(growth * 100).toFixed(1)} %`,
    met: growth <= most,
  };
}

/** A goal that a value is below another. */
export function below(what: string, value: number, limit: number, unit: string): Goal {
  return { goal: what, found: `${value.toFixed(0)} against ${limit.toFixed(0)} ${unit}`, met: value < limit };
}

/** The median, and where the middle half lies. */
function spread(values: readonly number[]): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(2));
  return `${middle} (half of the rounds between ${low} and ${high})`;
}
