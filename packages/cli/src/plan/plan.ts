import { npmRegistries } from '@safety-curtain/npm-configuration';
import { planUpgrades, writePlan } from '@safety-curtain/policy';
import { readAdvisories } from '../input/advisories';
import { readSource } from '../input/source';
import { printNotes } from '../output/streams';
import type { PlanFormat } from './formats';
import { knowledgeOf } from './knowledge';

/** What may be said beside the place. */
export interface PlanOptions {
  /** Where absent, what `advisories download` wrote. */
  advisories?: string[];
  /** Globs of what is left out below a folder. */
  exclude: string[];
  aim: 'all' | 'urgent';
  format: PlanFormat;
  platform: 'github' | 'other';
}

/** Writes the shortest way out of what records know of a place. */
export async function writePlanOf(
  place: string,
  { advisories: places, aim, exclude, format, platform }: PlanOptions,
): Promise<void> {
  const advisories = readAdvisories(places);
  const source = readSource(place, {
    registries: await npmRegistries(),
    exclude,
  });
  const { inventory } = source;
  const uncovered = advisories.uncovered(inventory);
  printNotes([
    ...advisories.notes,
    ...source.notes,
    ...uncovered.map(({ at, reason }) => `${at}: ${reason}`),
  ]);
  if (!source.isWhole || uncovered.length > 0) {
    printNotes(['Not all was read: there may be more to upgrade']);
  }
  const packages = knowledgeOf(inventory, advisories.indexFor(inventory));
  const { manifests, subject } = inventory;
  const plan = planUpgrades({ manifests, packages, aim }, new Date());
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify(plan, null, 2)}\n`
      : writePlan(plan, format, { subject: subject.name, platform }),
  );
}
