import type { Finding } from '../../../src/evidence/finding.ts';
import { changing, type Plant } from '../../support/recorded-calls.ts';

/** What an API does otherwise, and what is to be found of it: who is wrong, about which rule, in what, and where. */
export interface Planted {
  readonly what: string;
  readonly plant: Plant;
  readonly found: readonly [culprit: Finding['culprit'], rule: string, kind: Finding['kind'], place: string];
}

/** Makes `drift` for one provider. */
export function driftsOf(provider: string) {
  return (
    what: string,
    plant: Plant,
    culprit: Finding['culprit'],
    rule: string,
    kind: Finding['kind'],
    place: string,
  ): Planted => ({ what, plant, found: [culprit, `${provider}/${rule}`, kind, place] });
}

/** Any JSON that a reply has. */
export type Json = Readonly<Record<string, unknown>>;

/** Changes the replies to one of the calls. */
export function to(label: string, plant: Plant): Plant {
  return (reply, call) => (call.label === label ? plant(reply, call) : reply);
}

/** Changes the JSON of all replies to calls whose label begins so. */
export function body(label: string, change: (json: Json) => unknown): Plant {
  const plant = changing(change as never);
  return (reply, call) => (call.label.startsWith(label) ? plant(reply, call) : reply);
}

export function answer(label: string, status: number, json: unknown): Plant {
  return to(label, () => ({ status, body: JSON.stringify(json) }));
}

export function status(label: string, changed: number): Plant {
  return (reply, call) => (call.label.startsWith(label) ? { ...reply, status: changed } : reply);
}

export function replacing(from: string, by: string): Plant {
  return (reply) => ({ ...reply, body: reply.body.replaceAll(from, by) });
}

/** A reply without one of its members. */
export function without(member: string): (json: Json) => Json {
  return ({ [member]: _, ...others }) => others;
}
