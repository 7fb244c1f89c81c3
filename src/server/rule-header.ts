/** Node's fetch gives up on headers of 16 KiB in all, and a batch of a thousand calls has as many rules. */
const longest = 4_096;

/** The value of `X-Understudy-Rule`: of a long list only as many whole rule ids as fit; the journal has them all. */
export function ruleHeader(rule: string): string {
  return rule.length <= longest ? rule : rule.slice(0, rule.lastIndexOf(',', longest));
}
