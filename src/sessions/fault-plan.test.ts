import { expect, test } from 'vitest';
import type { Fault } from './fault.ts';
import { FaultPlan, maxFaults } from './fault-plan.ts';

function fault(kind: string, options: Partial<Fault> = {}): Fault {
  return { kind, provider: 'one', after: 0, fields: {}, passesOn: false, strike: async () => {}, ...options };
}

/** The kinds that strike each of so many requests. */
function strikes(plan: FaultPlan, requests: number, provider = 'one', operations: readonly string[] = []) {
  return Array.from({ length: requests }, () => plan.meet(provider, operations).map((strike) => strike.fault.kind));
}

test('strikes every request without a count, so many with one, and after as many as it lets through', () => {
  const plan = new FaultPlan();
  plan.add(fault('reset', { times: 2, after: 1 }));
  plan.add(fault('status', { provider: 'other' }));
  expect(strikes(plan, 5)).toEqual([[], ['reset'], ['reset'], [], []]);
  expect(strikes(plan, 3, 'other')).toEqual([['status'], ['status'], ['status']]);
});

test('counts a request that another fault took as one that came', () => {
  const plan = new FaultPlan();
  plan.add(fault('status', { times: 1 }));
  plan.add(fault('reset', { times: 1 }));
  plan.add(fault('timeout', { times: 1, after: 3 }));
  expect(strikes(plan, 5)).toEqual([['status'], ['reset'], [], ['timeout'], []]);
});

test('a fault that passes on strikes beside another, first, in whatever order they were planned', () => {
  const plan = new FaultPlan();
  plan.add(fault('status', { times: 1 }));
  plan.add(fault('latency', { passesOn: true }));
  expect(strikes(plan, 2)).toEqual([['latency', 'status'], ['latency']]);
});

test('one for an operation strikes no other, nor what has none', () => {
  const plan = new FaultPlan();
  plan.add(fault('status', { operation: 'ping', times: 2 }));
  expect(plan.awaits('one')).toEqual({ some: true, byOperation: true });
  expect(strikes(plan, 1, 'one', ['get-account'])).toEqual([[]]);
  expect(strikes(plan, 1)).toEqual([[]]);
  expect(strikes(plan, 1, 'one', ['batch', 'get-account', 'ping'])).toEqual([['status']]);
});

test('shows what may still strike, with what came of it, and forgets it when it is cleared', () => {
  const plan = new FaultPlan();
  plan.add(fault('latency', { fields: { ms: 5 }, after: 1, times: 2 }));
  plan.add(fault('reset', { times: 1 }));
  expect(strikes(plan, 2)).toEqual([['reset'], ['latency']]);
  expect(plan.show()).toEqual([
    { id: '1', provider: 'one', fault: 'latency', ms: 5, times: 2, after: 1, seen: 2, struck: 1 },
  ]);
  expect(plan.clear()).toBe(1);
  expect(plan.show()).toEqual([]);
  expect(plan.awaits('one')).toEqual({ some: false, byOperation: false });
});

test('takes no more than it can hold', () => {
  const plan = new FaultPlan();
  for (let planned = 0; planned < maxFaults; planned += 1) plan.add(fault('reset'));
  expect(() => plan.add(fault('reset'))).toThrow('Cannot plan the fault: the session has 1000 already.');
});
