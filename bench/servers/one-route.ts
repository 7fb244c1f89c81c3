import { enableCompileCache } from 'node:module';

// The same first step as the command takes, so that both start from compiled code.
enableCompileCache();
await import('./one-route-app.ts');
