import type {
  Check,
  CheckResult,
  ServiceFacts as EngineFacts,
} from '@safety-curtain/policy';
import type { Manifest } from '@safety-curtain/sbom';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ScannedManifest,
  ScorecardCheck,
  ScorecardCheckResult,
  ServiceFacts,
} from './index';

// What the engines give and take is what modules take and give. The compiler
// is the test: what drifts apart does not compile.
type Takes<Given extends Taken, Taken> = Given;
type ToModules = [
  Takes<Manifest, ScannedManifest>,
  Takes<EngineFacts, ServiceFacts>,
  Takes<Check, ScorecardCheck>,
  Takes<Required<EngineFacts>, { [Fact in keyof ServiceFacts]-?: unknown }>,
  Takes<Required<ServiceFacts>, { [Fact in keyof EngineFacts]-?: unknown }>,
];
type FromModules = [
  Takes<ScannedManifest, Manifest>,
  Takes<ScorecardCheckResult, CheckResult>,
  Takes<Omit<ScorecardCheck, 'run'>, Omit<Check, 'run'>>,
];

describe('the public types', () => {
  it('fit those of the engines', () => {
    const fitting: { to?: ToModules; from?: FromModules } = {};
    expect(fitting).toEqual({});
  });

  it('are of no engine', () => {
    const files = readdirSync(__dirname).filter(
      name => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    const imported = files.flatMap(name =>
      [
        ...readFileSync(join(__dirname, name), 'utf8').matchAll(
          /from '(@safety-curtain\/[^']+)'/g,
        ),
      ].map(([, module]) => module),
    );
    expect(new Set(imported)).toEqual(
      new Set(['@safety-curtain/plugin-supply-chain-common']),
    );
  });
});
