import { expect } from 'vitest';

/** How many of those that should not be there are named. */
const mostNamed = 10;

expect.extend({
  toBeNone(found: unknown, whatToDo: string) {
    const list = Array.isArray(found) ? found : [found];
    const named = list.slice(0, mostNamed).map((each) => `  ${typeof each === 'string' ? each : JSON.stringify(each)}`);
    const more = list.length > mostNamed ? [`  and ${list.length - mostNamed} more`] : [];
    return {
      pass: list.length === 0,
      message: () => [`${list.length} found that should not be there. ${whatToDo}`, ...named, ...more].join('\n'),
    };
  },
});

declare module 'vitest' {
  // Vitest merges matchers into an interface of these very parameters.
  interface Matchers<R, T> {
    /** Passes when a list of what is wrong is empty; a failure names what is in it, and what to do about it. */
    toBeNone(whatToDo: string): R;
  }
}
