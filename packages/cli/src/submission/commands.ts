import type { Command } from 'commander';
import { tokenOf } from '../options';
import type { SubmissionOptions } from './submission';
import { asksNetwork } from '../offline';
import { loaded } from '../lazily';

/** Adds what fills GitHub's dependency graph. */
export function addSubmissionCommand(program: Command): void {
  asksNetwork(
    program.command('dependency-submission'),
    options => 'tokenEnv' in options,
  )
    .description(
      'write, or send, what PATH holds for GitHub’s dependency graph',
    )
    .argument('<path>', 'a folder, lock file or SBOM')
    .option('--sha <commit>', 'default: GITHUB_SHA')
    .option('--ref <ref>', 'default: GITHUB_REF')
    .option('--job <id>', 'the run; default: GITHUB_RUN_ID')
    .option(
      '--correlator <name>',
      'snapshots of one take the place of one another; default: GITHUB_WORKFLOW and GITHUB_JOB',
    )
    .option('--partial', 'also where some file could not be read', false)
    .option(
      '--token-env <variable>',
      'send it, with the token that this environment variable holds',
    )
    .action(submit);
}

async function submit(
  place: string,
  {
    job: id,
    tokenEnv,
    ...options
  }: Omit<SubmissionOptions, 'id' | 'token'> & {
    job?: string;
    tokenEnv?: string;
  },
): Promise<void> {
  const { submitDependencies } = loaded(await import('./submission'));
  const token = tokenEnv === undefined ? undefined : tokenOf({ tokenEnv });
  await submitDependencies(place, { ...options, id, token });
}
