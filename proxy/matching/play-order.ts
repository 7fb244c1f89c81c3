import type { Playable } from './recording-index.ts';

/**
 * How often each file was played in a session, and where each group of recordings goes on. A recording is played when its
 * reply is given to a client.
 */
export type Played = Map<string, number>;

/** What looking for a recording gave: one to play, that all of this request were played, or that there is none. */
export type Found = { readonly playable: Playable } | { readonly exhausted: readonly Playable[] } | undefined;

/** Recordings that are alike in some way, in the order of recording. */
export interface Group {
  /** Unique in the index; where to go on among several is noted under it. */
  readonly name: string;
  /** The number of its index: a place in another one, of what was in the folder before, tells nothing of this one. */
  readonly index: number;
  readonly playables: Playable[];
}

/** A place is noted as one number with that of its index: a session that lives through many reloads keeps one for each group. */
const mostPlaces = 1_048_576;

/** The next recording of a request: first in, first out, each once. With `repeat` the last one of the first group repeats. */
export function findNext(groups: readonly Group[], played: Played, repeat: boolean): Found {
  for (const group of groups) {
    const next = firstUnplayed(group, played);
    if (next) return { playable: next };
  }
  const [first] = groups;
  const last = first?.playables.at(-1);
  if (!first || !last) return undefined;
  return repeat ? { playable: last } : { exhausted: first.playables };
}

/** Goes on where the session stopped, so that a long group is not searched from its start each time. */
function firstUnplayed({ name, index: number, playables }: Group, played: Played): Playable | undefined {
  const noted = playables.length > 1 ? (played.get(name) ?? 0) : 0;
  const start = Math.floor(noted / mostPlaces) === number ? noted % mostPlaces : 0;
  let index = start;
  for (let next = playables[index]; next && played.has(next.file); next = playables[index]) index += 1;
  if (index > start && playables.length > 1) played.set(name, number * mostPlaces + index);
  return playables[index];
}
