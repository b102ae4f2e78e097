import { compared, requirementText, type Step } from '../../locks/comparison';
import type { Sibling } from '../../model';
import { gemfileRequirements } from './gemfile';

/**
 * Whether the DEPENDENCIES of Bundler's lock file are what the Gemfile asks for, as
 * `bundle install --frozen` wants; as far as the Gemfile tells without being run.
 *
 * @param program - name of the Gemfile
 * @param listed - the lock file's requirement of each gem, normalized
 */
export function gemfileInStep(
  program: string,
  listed: ReadonlyMap<string, string>,
  sibling: Sibling,
): Step {
  return compared(sibling, (comparison, beside) => {
    const gemfile = beside(program);
    if (gemfile === undefined) {
      return;
    }
    const { names, certain, complete } = gemfileRequirements(gemfile);
    for (const [name, requirement] of certain) {
      const locked = listed.get(name);
      const what = requirementText(name, requirement ?? '');
      if (locked === undefined) {
        comparison.differs(
          `${program} asks for ${what}, and the lock file was made without it`,
        );
      } else if (requirement !== undefined && requirement !== locked) {
        comparison.differs(
          `${program} asks for ${what}, and the lock file was made for ${
            requirementText(locked, '') || 'any version'
          }`,
        );
      } else {
        comparison.agrees();
      }
    }
    for (const name of listed.keys()) {
      if (!names.has(name) && complete) {
        comparison.differs(
          `the lock file was made for ${requirementText(
            name,
            '',
          )}, and ${program} does not ask for it`,
        );
      }
    }
  });
}
