import { expectTypeOf } from 'vitest';
import type { PathParams } from './route.ts';

// Path parameters are inferred from the path's text.
expectTypeOf<PathParams<'/users/:id'>>().toEqualTypeOf<{ readonly id: string }>();
expectTypeOf<PathParams<'/a/:one/b/:two'>['two']>().toEqualTypeOf<string>();
expectTypeOf<PathParams<'/logoff{/:token}'>['token']>().toEqualTypeOf<string | undefined>();
expectTypeOf<keyof PathParams<'/users/'>>().toEqualTypeOf<never>();
