import { expectTypeOf } from 'vitest';
import type { ProviderName, SessionHandle } from './index.ts';

declare const session: SessionHandle;

// A session knows each provider's own credentials and records.
expectTypeOf<'leeloo' | 'sensorpro'>().toExtend<ProviderName>();
expectTypeOf<string>().not.toExtend<ProviderName>();
expectTypeOf(session.credentials.sensorpro).toHaveProperty('password');
expectTypeOf(session.credentials.leeloo).not.toHaveProperty('password');
expectTypeOf(session.state('leeloo').accounts).items.toHaveProperty('connection_id');
expectTypeOf(session.state('leadconnector').users).items.toHaveProperty('locationIds');
expectTypeOf(session.seed<'leeloo'>)
  .parameter(1)
  .toHaveProperty('accounts');
// @ts-expect-error no such provider
session.url('leelo');
