/** Who answers a provider's requests, each mode with what it means. */
export const modes = {
  mock: 'The mock answers, by its rules.',
  replay: 'Recordings answer; what happens to a request without one is chosen at the start.',
  record: 'The real API answers, and each exchange is kept as a recording.',
  proxy: 'The real API answers; the request and the reply stream through.',
  compare: 'The real API answers; the mock is asked the same beside it, and where it answers otherwise is noted.',
} as const satisfies Readonly<Record<string, string>>;

export type Mode = keyof typeof modes;

/** The modes by name, the default first. */
export const modeNames: readonly string[] = Object.keys(modes);

export function isMode(name: unknown): name is Mode {
  return typeof name === 'string' && Object.hasOwn(modes, name);
}
