// Side-by-side measurements, see README.md. Run by `npm run bench`.
import { cpus, totalmem, type, release } from 'node:os';
import { measureAdvisories } from './advisories.mjs';
import { measureBundle } from './bundle.mjs';
import { measureCheck } from './check.mjs';
import { measureCommandLine } from './commandLine.mjs';
import { measureEventLoop } from './eventLoop.mjs';
import { measureFuzz } from './fuzz.mjs';
import { measureInspections } from './inspections.mjs';
import { measureLarge } from './large.mjs';
import { measureLicenses } from './licenses.mjs';
import { measureLoad } from './load.mjs';
import { measureMatching } from './matching.mjs';
import { measurePlans } from './plan.mjs';
import { measureRaces } from './races.mjs';
import { measureRisks } from './risks.mjs';
import { measureScale } from './scale.mjs';
import { measureSboms } from './sbom.mjs';
import { say } from './report.mjs';
import { measureUploads } from './uploads.mjs';

const parts = {
  sbom: measureSboms,
  matching: measureMatching,
  advisories: measureAdvisories,
  check: measureCheck,
  'command-line': measureCommandLine,
  plan: measurePlans,
  licenses: measureLicenses,
  risks: measureRisks,
  inspections: measureInspections,
  turns: measureEventLoop,
  uploads: measureUploads,
  large: measureLarge,
  scale: measureScale,
  load: measureLoad,
  races: measureRaces,
  fuzz: measureFuzz,
  bundle: measureBundle,
};
const wanted = process.argv.slice(2);

say(
  `Machine: ${cpus().length} x ${cpus()[0].model.trim()}, ${Math.round(
    totalmem() / 2 ** 30,
  )} GiB, ${type()} ${release()}, Node ${process.versions.node}`,
);
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await measure();
}
