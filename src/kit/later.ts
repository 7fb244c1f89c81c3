/** What is there at once, as in memory, or comes later. */
export type Later<Value> = Value | Promise<Value>;

/** Goes on with a value when it is there; at once if it is, so that what is in memory costs no turn of the event loop. */
export function whenThere<Value, Result>(value: Later<Value>, goOn: (value: Value) => Later<Result>): Later<Result> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}
