import { buildPackage } from '../setup/buildPackage.mjs';
import { run } from '../setup/process.mjs';
import { say } from '../setup/say.mjs';
import tsc from './tsc.mjs';

/** The engines that are measured, as they are published, and what they need. */
const ENGINES = [
  'input',
  'npm-configuration',
  'licenses',
  'sbom',
  'advisories',
  'vex',
  'reports',
  'inspect',
  'risk',
  'policy',
  'archive',
  'cli',
];

/** Measures the engines side by side with others, `bench [sbom] [matching] [check]`. */
export default async function bench(args, env) {
  say('Building the engines');
  const typed = await tsc([], env);
  if (typed !== 0) return typed;
  for (const folder of ENGINES) {
    const built = await buildPackage(`packages/${folder}`, env);
    if (built !== 0) return built;
  }
  return run(process.execPath, ['benchmarks/bench.mjs', ...args], { env });
}
