/** The oldest Node that runs TypeScript files as they are, without a flag or a warning. */
export const oldestNode = '22.18.0';

/** What to say to a Node that is too old; nothing when it is not. */
export function oldNodeMessage(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return undefined;
  return `Cannot run on Node ${version}: Node ${oldestNode} or later is needed. In a checkout, "npm start" brings its own.`;
}
