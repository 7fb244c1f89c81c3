/** Does something when this process ends, however it ends but by SIGKILL, unless it is disposed of before. */
export function atExit(action: () => void): Disposable {
  process.on('exit', action);
  return {
    [Symbol.dispose]() {
      process.off('exit', action);
    },
  };
}

/** Turns Ctrl-C and SIGTERM into an orderly exit, so that what `atExit` holds is done. */
export function exitOnSignals(): void {
  // One listener for each server that runs: more than Node's guess at a leak, and no leak.
  process.setMaxListeners(100);
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}
