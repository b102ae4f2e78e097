import { type Command, Option } from 'commander';
import type { CommentOptions } from '../comment/comment';
import { BadInputError } from '../errors';
import {
  configOption,
  excludeOption,
  productOption,
  type TokenOption,
  tokenOf,
  wholeNumber,
} from '../options';
import { printNotes } from '../output/streams';
import type { CheckOptions } from './check';
import type { PortalCheckOptions } from './checkByPortal';
import { distributionModels } from './distributionModels';
import { failOnSeverities } from './failOn';
import { checkFormats } from './formats';
import { asksNetwork } from '../offline';
import { loaded } from '../lazily';

/** Adds what judges, and what says so on pull requests. */
export function addCheckCommands(program: Command): void {
  asksNetwork(program.command('check'), options => 'url' in options)
    .description('say whether PATH may pass a gate, and end with its code')
    .argument('<path>', 'a folder, lock file or SBOM')
    .option(
      '--advisories <path...>',
      'folders, .json or .ndjson files of OSV records, plain or gzip',
    )
    .option(
      '--policy <file>',
      'a policy, or several as `gates`, in YAML or JSON',
    )
    .option(
      '--gate <name>',
      'the policy of the file; else that for every service',
    )
    .addOption(
      new Option(
        '--fail-on <severity>',
        'block on findings of a severity or a graver one, whatever the policy says',
      ).choices(failOnSeverities),
    )
    .option('--base <path>', 'a folder, lock file or SBOM that was before')
    .addOption(
      new Option(
        '--base-ref <revision>',
        'a branch or tag: what was there before is where HEAD left it',
      ).conflicts('base'),
    )
    .option(
      '--vex <document...>',
      'VEX documents that decide about findings',
      [],
    )
    .option(
      '--ignore-files',
      'ignore files of tools in PATH decide, too',
      false,
    )
    .option(
      '--report <file...>',
      'what other tools reported of PATH: SARIF, or their own formats, which may be named: hadolint=FILE',
      [],
    )
    .option(
      '--base-report <file...>',
      'what they reported of what was before',
      [],
    )
    .option(
      '--no-inspect',
      'leave workflows, containers and secrets of a folder uninspected',
    )
    .addOption(productOption())
    .addOption(configOption())
    .addOption(excludeOption())
    .option('--kev <file>', 'CISA’s catalog of known exploited vulnerabilities')
    .option('--epss <file>', 'EPSS scores of FIRST, plain or gzip')
    .addOption(
      new Option('--distribution <model>', 'what licenses are judged for')
        .choices(distributionModels)
        .default('hosted-service'),
    )
    .addOption(
      new Option(
        '--max-data-age <days>',
        'how old data may be; where this is not said, advisories of each ecosystem 7 days, what is known to be exploited 2, EPSS 3',
      ).argParser(wholeNumber),
    )
    .addOption(
      new Option('--format <format>').choices(checkFormats).default('table'),
    )
    .addOption(
      new Option('--warn-exit-code <code>', 'the exit code of warnings')
        .argParser(wholeNumber)
        .default(0),
    )
    .option('--comment-key <key>', 'tells comments of several gates apart')
    .option('--link <address>', 'where people see more, for comments')
    .addOption(
      new Option('--url <base>', 'have a portal judge: base address of its API')
        .conflicts(['advisories', 'policy', 'gate', 'failOn'])
        .conflicts(['vex'])
        .conflicts(['ignoreFiles', 'product', 'config', 'kev', 'epss'])
        .conflicts(['distribution', 'maxDataAge']),
    )
    .option(
      '--entity <ref>',
      'with --url: the entity that is built; else the one of the catalog whose source location is this checkout',
    )
    .addOption(
      new Option('--against <what>', 'with --url: what was there before')
        .choices(['service', 'nothing'])
        .default('service'),
    )
    .option('--revision <revision>', 'with --url: the source revision')
    .option(
      '--token-env <variable>',
      'with --url: environment variable that holds the token',
      'SAFETY_CURTAIN_TOKEN',
    )
    .action(judge);

  asksNetwork(program.command('comment'))
    .description('put a report of check on the pull or merge request of a CI')
    .argument('<report>', 'what check wrote with --format markdown')
    .addOption(
      new Option('--forge <forge>')
        .choices(['github', 'gitlab'])
        .makeOptionMandatory(),
    )
    .requiredOption(
      '--token-env <variable>',
      'environment variable that holds the token',
    )
    .action(putOnRequest);
}

/** Here, or by a portal. */
async function judge(
  place: string,
  options: CheckOptions &
    Omit<PortalCheckOptions, 'url'> & { url?: string } & TokenOption,
): Promise<void> {
  const { url } = options;
  if (url !== undefined) {
    const { checkByPortal } = loaded(await import('./checkByPortal'));
    const token = tokenOf(options);
    return checkByPortal(place, { ...options, url, token });
  }
  if (options.advisories === undefined) {
    throw new BadInputError('Give --advisories, or a portal with --url');
  }
  const { check } = loaded(await import('./check'));
  return check(place, options);
}

async function putOnRequest(
  file: string,
  options: Omit<CommentOptions, 'token'> & TokenOption,
): Promise<void> {
  const { comment } = loaded(await import('../comment/comment'));
  const done = await comment(file, { ...options, token: tokenOf(options) });
  printNotes([`The comment is ${done}`]);
}
