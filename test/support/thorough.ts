/** Whether all cases are gone through, as `npm run test:slow` does, instead of a share of them. */
export const isThorough = process.env.UNDERSTUDY_THOROUGH === '1';

/**
 * All cases when all are gone through, otherwise every fourth: the first, the fifth and so on, so that a failure comes again.
 * For long lists of cases that are alike; `npm run test:slow` goes through all of them.
 */
export function share<Case>(cases: readonly Case[], every = 4): readonly Case[] {
  return isThorough ? cases : cases.filter((_case, index) => index % every === 0);
}
