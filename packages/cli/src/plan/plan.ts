import { npmRegistries } from '@safety-curtain/npm-configuration';
import { planUpgrades, writePlan } from '@safety-curtain/policy';
import { readConfiguration } from '../configuration/configuration';
import { readDecisions } from '../decisions/readDecisions';
import { readAdvisories } from '../input/advisories';
import { readExploitation } from '../input/exploitation';
import { readSource } from '../input/source';
import { printNotes } from '../output/streams';
import { findVulnerabilities } from '../scan/findings';
import type { PlanFormat } from './formats';
import { knowledgeOf } from './knowledge';

/** What may be said beside the place. */
export interface PlanOptions {
  /** Where absent, what `advisories download` wrote. */
  advisories?: string[];
  /** Globs of what is left out below a folder. */
  exclude: string[];
  /** Documents that decide about findings. */
  vex: string[];
  /** Whether ignore files of tools in the place decide, too. */
  ignoreFiles: boolean;
  /** Package URLs that documents know the place by. */
  product: string[];
  /** A file that says what is ignored and left out. */
  config?: string;
  /** CISA's catalog. */
  kev?: string;
  aim: 'all' | 'urgent';
  format: PlanFormat;
  platform: 'github' | 'other';
}

/** Writes the shortest way out of what records know of a place. */
export async function writePlanOf(
  place: string,
  options: PlanOptions,
): Promise<void> {
  const { aim, format, platform } = options;
  const now = new Date();
  const advisories = readAdvisories(options.advisories);
  const { known: exploited } = readExploitation(options);
  const configuration = readConfiguration(options.config);
  const source = readSource(place, {
    registries: await npmRegistries(),
    exclude: [...options.exclude, ...configuration.exclude],
  });
  const { inventory } = source;
  const uncovered = advisories.uncovered(inventory);
  const { vex, ignoreFiles } = options;
  const decided = readDecisions(
    {
      vex,
      ignores: configuration.ignores,
      ...(ignoreFiles && { ignoreFiles: source.ignoreFiles }),
    },
    now,
  );
  printNotes([
    ...advisories.notes,
    ...source.notes,
    ...decided.notes,
    ...uncovered.map(({ at, reason }) => `${at}: ${reason}`),
  ]);
  if (!source.isWhole || uncovered.length > 0) {
    printNotes(['Not all was read: there may be more to upgrade']);
  }
  const index = advisories.indexFor(inventory);
  const findings = findVulnerabilities(inventory, index, {
    decisions: decided.decisions,
    products: options.product,
  });
  printNotes(decided.unmet());
  const packages = knowledgeOf(inventory, index, { findings, exploited });
  const { manifests, subject } = inventory;
  const plan = planUpgrades({ manifests, packages, aim }, now);
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify(plan, null, 2)}\n`
      : writePlan(plan, format, { subject: subject.name, platform }),
  );
}
