import type { Command } from 'commander';
import { BadInputError } from './errors';

/** Commands that make requests, and when. */
const asking = new WeakMap<Command, (options: object) => boolean>();

/** Marks a command that makes requests: always, or with these options only. */
export function asksNetwork(
  command: Command,
  when: (options: object) => boolean = () => true,
): Command {
  asking.set(command, when);
  return command;
}

/**
 * Has `--offline` end a command that would make a request, before it does
 * anything; git is kept from fetching what a partial clone lacks.
 */
export function watchOffline(program: Command): void {
  program
    .option(
      '--offline',
      'make no request; a command that needs one ends with 3',
    )
    .hook('preAction', (_, command) => {
      if (!program.opts().offline) return;
      process.env.GIT_NO_LAZY_FETCH = '1';
      if (asking.get(command)?.(command.opts())) {
        throw new BadInputError(
          `${command.name()} makes requests, so it cannot be done --offline`,
        );
      }
    });
}
