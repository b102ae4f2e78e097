import { boundMemory } from '@safety-curtain/input';
import { limits } from '../../limits';

/** A line may name a package. */
const COSTS = { '\n': 200 };

/** Groups have names without case; the first one has none, and is called so. */
export const MAIN_GROUP = 'main';

const ENTRY = /^(?:nuget|clitool)\s+["']?([\w.-]+)/i;
const GROUP = /^group\s+([\w.-]+)/i;

/** Key of a package in a group. */
export function paketKey(group: string, name: string): string {
  return `${group.toLowerCase()}|${name.toLowerCase()}`;
}

/**
 * Keys of the NuGet packages that a paket.dependencies asks for (Paket, "The paket.dependencies
 * file").
 *
 * @throws InputError where it could take too much memory
 */
export function paketRequirements(text: string): Set<string> {
  boundMemory(text, COSTS, limits.siblingMemory);
  const found = new Set<string>();
  let group = MAIN_GROUP;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim().slice(0, 500);
    const [, next] = GROUP.exec(line) ?? [];
    const [, name] = ENTRY.exec(line) ?? [];
    if (next !== undefined) {
      group = next;
    } else if (name !== undefined) {
      found.add(paketKey(group, name));
    }
  }
  return found;
}
