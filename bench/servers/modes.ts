import { startUnderstudy } from '../../src/app/understudy.ts';
import { reportUsage } from './report-usage.ts';

/** Understudy in front of the URL in the first argument, with its recordings in the folder of the second. */
const [leeloo = '', recordings = ''] = process.argv.slice(2);
const { url } = await startUnderstudy({ upstreams: { leeloo }, recordings, repeatLast: true });
reportUsage(url);
