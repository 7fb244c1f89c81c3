import { startUnderstudy } from '../../src/app/understudy.ts';
import { reportUsage } from './report-usage.ts';

const { url } = await startUnderstudy();
reportUsage(url);
