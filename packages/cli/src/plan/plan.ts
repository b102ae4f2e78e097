import { npmRegistries } from '@safety-curtain/npm-configuration';
import {
  planFormats as writable,
  PlanFormat,
  planUpgrades,
  writePlan,
} from '@safety-curtain/policy';
import { readAdvisories } from '../input/advisories';
import { readSource } from '../input/source';
import { printNotes } from '../output/streams';
import { knowledgeOf } from './knowledge';

/** What a plan can be written as here. */
export const planFormats = [...writable, 'json'];

/** What may be said beside the place. */
export interface PlanOptions {
  advisories: string[];
  aim: 'all' | 'urgent';
  format: PlanFormat | 'json';
  platform: 'github' | 'other';
}

/** Writes the shortest way out of what records know of a place. */
export async function writePlanOf(
  place: string,
  { advisories: places, aim, format, platform }: PlanOptions,
): Promise<void> {
  const advisories = readAdvisories(places);
  const { inventory, notes, isWhole } = readSource(
    place,
    await npmRegistries(),
  );
  printNotes([...advisories.notes, ...notes]);
  if (!isWhole) {
    printNotes(['Not all was read: there may be more to upgrade']);
  }
  const packages = knowledgeOf(inventory, advisories.index);
  const { manifests, subject } = inventory;
  const plan = planUpgrades({ manifests, packages, aim }, new Date());
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify(plan, null, 2)}\n`
      : writePlan(plan, format, { subject: subject.name, platform }),
  );
}
