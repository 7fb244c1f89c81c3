import { catalogue } from '../../mocks/catalogue.ts';
import { Catalogue } from '../kit/catalogue.ts';

/** The providers that are in the box. A mock that was loaded once serves every server of the process. */
export const builtIn = new Catalogue(catalogue);
