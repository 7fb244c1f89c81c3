import type { Mode } from '../../sessions/mode.ts';
import type { AnsweringMode } from './answering-mode.ts';
import { compare } from './compare.ts';
import { proxy } from './proxy.ts';
import { record } from './record.ts';
import { replay } from './replay.ts';

/** The modes that are not the mock; loaded when one is set, as most servers only mock. */
export const otherModes: Readonly<Record<Exclude<Mode, 'mock'>, AnsweringMode>> = { replay, record, proxy, compare };
