import type { Command } from 'commander';
import { loaded } from '../lazily';
import { asksNetwork } from '../offline';
import { advisoryFolder } from './folder';

/** Adds what fills a folder of advisories. */
export function addAdvisoryCommands(program: Command): void {
  const advisories = program
    .command('advisories')
    .description('what is known of vulnerabilities, for scans');

  asksNetwork(advisories.command('download'))
    .description('fill a folder with OSV’s records of ecosystems, and index it')
    .requiredOption(
      '--ecosystem <name...>',
      'as OSV writes it: npm, PyPI, Maven',
    )
    .option(
      '--to <folder>',
      'where to; scan looks there by itself where this is not said',
      advisoryFolder(),
    )
    .option(
      '--from <base>',
      'where from: <base>/<ecosystem>/all.zip',
      'https://osv-vulnerabilities.storage.googleapis.com',
    )
    .action(async options =>
      loaded(await import('./download')).downloadAdvisories(options),
    );
}
