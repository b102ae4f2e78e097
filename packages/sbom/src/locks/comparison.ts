import { InputError } from '@safety-curtain/input';
import type { Sibling } from '../model';
import type { LockState } from './lockState';

/** What comes of comparing a lock file with its manifest; nothing where that cannot be done. */
export type Step = Pick<LockState, 'inStep' | 'difference'>;

/** Gathers whether a lock file gives what its manifest asks for; the first difference is told. */
export class Comparison {
  private difference: string | undefined;
  private compared = false;
  private open = false;

  /** Something was compared and agrees. */
  agrees(): void {
    this.compared = true;
  }

  differs(difference: string): void {
    this.difference ??= difference;
  }

  /** Something that could differ could not be compared. */
  leavesOpen(): void {
    this.open = true;
  }

  get hasDifference(): boolean {
    return this.difference !== undefined;
  }

  step(): Step {
    if (this.difference !== undefined) {
      return { inStep: false, difference: this.difference };
    }
    return this.compared && !this.open ? { inStep: true } : {};
  }
}

/** Characters of all neighbors that one lock file is compared with. */
const MAX_READ = 64 * 1024 * 1024;

/** Gives up where a lock file names more neighbors than could be read in good time. */
function boundedReads(sibling: Sibling): Sibling {
  let read = 0;
  const bounded: Sibling = relativePath => {
    const text = sibling(relativePath);
    read += text?.length ?? 0;
    if (read > MAX_READ) {
      throw new InputError(`more than ${MAX_READ} characters to compare with`);
    }
    return text;
  };
  bounded.paths = sibling.paths;
  return bounded;
}

/**
 * Runs a comparison that may meet a manifest that cannot be read: the lock file can be read without
 * it, and is then compared with nothing.
 *
 * @param compare - is given the neighbors to read, up to a bound
 */
export function compared(
  sibling: Sibling,
  compare: (comparison: Comparison, beside: Sibling) => void,
): Step {
  const comparison = new Comparison();
  try {
    compare(comparison, boundedReads(sibling));
  } catch {
    comparison.leavesOpen();
  }
  return comparison.step();
}

/**
 * Compares what a manifest asks for with what a lock file was made for, both by name.
 *
 * @param manifest - what the manifest is called, for the difference
 * @param agrees - whether two requirements of one name mean the same
 */
export function compareRequirements(
  comparison: Comparison,
  manifest: string,
  asked: ReadonlyMap<string, string>,
  lockedFor: ReadonlyMap<string, string>,
  agrees: (asked: string, lockedFor: string) => boolean = Object.is,
): void {
  for (const [name, requirement] of asked) {
    const locked = lockedFor.get(name);
    const what = requirementText(name, requirement);
    if (locked === undefined) {
      comparison.differs(
        `${manifest} asks for ${what}, and the lock file was made without it`,
      );
    } else if (!agrees(requirement, locked)) {
      comparison.differs(
        `${manifest} asks for ${what}, and the lock file was made for ${shown(
          locked,
        )}`,
      );
    }
  }
  for (const name of lockedFor.keys()) {
    if (!asked.has(name)) {
      comparison.differs(
        `the lock file was made for ${shown(
          name,
        )}, and ${manifest} does not ask for it`,
      );
    }
  }
  comparison.agrees();
}

/** `left ^1.0.0`, in one line and bounded. */
export function requirementText(name: string, requirement: string): string {
  return requirement === ''
    ? shown(name)
    : `${shown(name)} ${shown(requirement)}`;
}

const SHOWN = 100;

function shown(text: string): string {
  const plain = text.slice(0, SHOWN + 1).replace(/\p{Cc}+/gu, ' ');
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain;
}
