// @ts-check
/*
 * A process that reads files of strangers and writes documents: see
 * `src/engines/EnginePool.ts`.
 */

// In a checkout the engine is TypeScript; as a package it is not.
if (require.resolve('@safety-curtain/sbom').endsWith('.ts')) {
  require('@backstage/cli/config/nodeTransform.cjs');
}
require('./serve.cjs')({
  ...require('@safety-curtain/sbom').readerTasks,
  ...require('@safety-curtain/vex').vexTasks,
  ...require('@safety-curtain/reports').reportTasks,
  ...require('@safety-curtain/reports').buildTasks,
  ...require('@safety-curtain/inspect').inspectTasks,
  ...require('@safety-curtain/provenance').provenanceTasks,
});
