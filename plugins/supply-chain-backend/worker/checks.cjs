// @ts-check
/*
 * A process that asks checks of what strangers wrote: see
 * `src/flows/score/CheckPool.ts`.
 */

// In a checkout the engine is TypeScript; as a package it is not.
if (require.resolve('@safety-curtain/policy').endsWith('.ts')) {
  require('@backstage/cli/config/nodeTransform.cjs');
}
require('./serve.cjs')(require('@safety-curtain/policy').checkTasks);
