import { type Call, Collection, type JsonObject, StateError, type StateSpec } from 'api-understudy/provider';
import { api } from './api.ts';

/** A record that was created: what was sent, and its id. */
export interface Stored {
  readonly id: string;
  readonly sent: JsonObject;
}

/** A collection for each kind of record. */
export type Stores = Readonly<Record<string, Collection<Stored>>>;
export type ApiCall = Call<unknown, Stores>;

/** The records of one kind. */
export function recordsOf(stores: Stores, resource: string): Collection<Stored> {
  const records = stores[resource];
  if (!records) throw new Error(`api.json names no resource ${resource}.`);
  return records;
}

export const state: StateSpec<Stores, Readonly<Record<string, readonly Stored[]>>> = {
  create: () =>
    Object.fromEntries(api.resources.map((name) => [name, new Collection<Stored>({ primary: ({ id }) => id })])),
  dump: (stores) => Object.fromEntries(api.resources.map((name) => [name, recordsOf(stores, name).values()])),
  seed: ({ stores }, seed) => {
    for (const name of api.resources) {
      for (const [index, record] of (seed[name] ?? []).entries()) {
        const records = recordsOf(stores, name);
        if (records.get(record.id)) throw new StateError(api.name, [`/${name}/${index} has the id of an earlier one`]);
        records.insert(record);
      }
    }
  },
};
