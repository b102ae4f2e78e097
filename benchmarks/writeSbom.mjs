// One process from lock file to CycloneDX document: `node writeSbom.mjs <package-lock.json>`.
import { readFileSync } from 'node:fs';
import { engine } from './setup/folders.mjs';
import { cycloneDxOf } from './cycloneDxOf.mjs';

process.stdout.write(
  cycloneDxOf(engine('packages/sbom'), readFileSync(process.argv[2], 'utf8')),
);
