import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Footprint, footprintOf, homeOf } from './footprint.ts';
import { installPackage } from './installed-package.ts';

function shown(footprint: Footprint): string {
  const bytes = [...footprint.values()].reduce((sum, each) => sum + each, 0);
  return `${footprint.size} packages, ${(bytes / 1e6).toFixed(1)} MB`;
}

test("what an installation brings, Express's tree apart, is at most 30 packages and 13 MB", async () => {
  await using installed = await installPackage();
  const home = join(installed.folder, 'node_modules/api-understudy');
  const whole = footprintOf(home);
  const express = footprintOf(homeOf('express', home));
  const own = new Map([...whole].filter(([id]) => !express.has(id)));
  process.stdout.write(
    `Installed: ${shown(whole)}. Of these by Express: ${shown(express)}. Without them: ${shown(own)}.\n`,
  );
  expect(own.size).toBeGreaterThan(5);
  expect(own.size).toBeLessThanOrEqual(30);
  expect([...own.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(13e6);
});
