/** A function that is asked once for each object: what a provider or its schemas say does not change. */
export function oncePer<Key extends object, Value extends object>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/** The same of an object and a name, such as a provider and its operation. The names must be few. */
export function oncePerName<Key extends object, Value extends object | string>(
  make: (key: Key, name: string | undefined) => Value,
): (key: Key, name: string | undefined) => Value {
  const named = oncePer((_key: Key) => new Map<string | undefined, Value>());
  return (key, name) => {
    const known = named(key);
    const value = known.get(name) ?? make(key, name);
    known.set(name, value);
    return value;
  };
}
