import { testProvider } from '../../src/provider-tests/index.ts';
import bells from './bells/provider.ts';
import library from './library/provider.ts';

testProvider(bells);
testProvider(library);
