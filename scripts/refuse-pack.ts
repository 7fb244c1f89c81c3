/** npm runs this before it packs or publishes the checkout itself. */
console.error(
  'Cannot pack the checkout: Node runs no TypeScript below node_modules. Run `npm run build`, then pack or publish what it made, for example `npm pack ./dist`.',
);
process.exitCode = 1;
