import type { Provider } from '../kit/provider.ts';
import type { SavedWorld } from '../kit/world/saved-world.ts';
import { loadStores } from '../kit/world/world.ts';

/**
 * What is wrong with records that were kept beyond a process, as `a record of leeloo is none of its own`; nothing when the mock
 * can have stored them. A mock trusts what it has stored, so that any other record would make it fail later.
 */
export function complaintAboutKept(provider: Provider, { stores: kept }: SavedWorld): string | undefined {
  const { name, state, schemas } = provider;
  try {
    const stores = state.create(() => '');
    loadStores(stores, { stores: kept });
    const isKeyed = Object.entries(stores).every(([store, collection]) =>
      haveSameKeys(collection.entries(), kept[store]),
    );
    const [complaint] = isKeyed ? schemas.complaints('state', state.dump(stores)) : ['/ keys are not its own'];
    if (complaint !== undefined) return `a record of ${name} is none of its own (${complaint.slice(0, 200)})`;
    return (state.holdsOwn?.(stores) ?? true)
      ? undefined
      : `a record of ${name} has a key, digest or token of another form`;
  } catch {
    // What has no such members, or a key that another one has.
    return `a record of ${name} is none of its own, or has a key of another one`;
  }
}

type Entries = readonly (readonly [key: string, record: unknown])[];

function haveSameKeys(entries: Entries, kept = entries): boolean {
  return entries.length === kept.length && entries.every(([key], index) => key === kept[index]?.[0]);
}
