import type { Provider } from '../src/engine/provider.ts';
import { leeloo } from './leeloo/provider.ts';

/** Every API that the server plays. A further provider is one folder and one line here. */
export const providers: readonly Provider[] = [leeloo];
