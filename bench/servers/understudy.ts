import { startUnderstudy } from '../../src/understudy.ts';
import { reportUsage } from './report-usage.ts';

const { url } = await startUnderstudy();
reportUsage(url);
