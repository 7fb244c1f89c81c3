import type { AdminCall } from './call.ts';
import { readClock, setClock } from './clock.ts';
import { deleteCoverage, readCoverage } from './coverage.ts';
import { credentials, openapi, rules, schema } from './documents.ts';
import { readDrift } from './drift.ts';
import { readEvidence, readEvidenceOf } from './evidence.ts';
import { deleteFaults, planFaults, readFaults } from './faults.ts';
import { health } from './health.ts';
import { setMode } from './mode.ts';
import { addOverride, deleteOverrides, readOverrides } from './overrides.ts';
import { setUpStates } from './provider-states.ts';
import { putRateLimits, readRateLimits } from './rate-limits.ts';
import { reach } from './reach.ts';
import { readRecordings } from './recordings.ts';
import { awaitRequest, deleteRequests, readRequests } from './requests.ts';
import { reset } from './reset.ts';
import { restoreSnapshot, takeSnapshot } from './snapshot.ts';
import { putState, readState } from './state.ts';

/** The admin API: a further call is one object here. */
export const calls: readonly AdminCall[] = [
  health,
  setMode,
  reset,
  readRequests,
  awaitRequest,
  deleteRequests,
  readState,
  putState,
  takeSnapshot,
  restoreSnapshot,
  setUpStates,
  readClock,
  setClock,
  readFaults,
  planFaults,
  deleteFaults,
  readOverrides,
  addOverride,
  deleteOverrides,
  readRateLimits,
  putRateLimits,
  readRecordings,
  readDrift,
  readEvidence,
  readEvidenceOf,
  readCoverage,
  deleteCoverage,
  reach,
  credentials,
  rules,
  openapi,
  schema,
];
