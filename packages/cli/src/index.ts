import { diffSboms } from '@safety-curtain/sbom';
import { Command, CommanderError, Option } from 'commander';
import { addCheckCommands } from './check/commands';
import { BadInputError } from './errors';
import { npmRegistries } from '@safety-curtain/npm-configuration';
import { readSource } from './input/source';
import { ofPortal, productOption, type TokenOption, tokenOf } from './options';
import { printNotes, watchOutput } from './output/streams';
import { tool } from './output/tool';
import { planFormats, writePlanOf } from './plan/plan';
import { UnavailableError } from './portal/retrying';
import { addSbomCommands } from './sbom/commands';
import { scan, scanFormats } from './scan/scan';
import { addSubmissionCommand } from './submission/commands';
import { upload, UploadOptions } from './upload/upload';
import { describeCheck, readKeyFile, verifyZip } from './verify/verify';
import { addVexCommands } from './vex/commands';

/** The exit code where a server could not be reached. */
const UNAVAILABLE = 1;
/** The exit code for an archive that is not as it was made. */
const TAMPERED = 2;
/** The exit code for input that cannot be used, and for output that cannot be written. */
const BAD_INPUT = 3;
/** The exit code for a fault of this program: `EX_SOFTWARE` of sysexits.h. */
const FAULT = 70;

async function diff(
  before: string,
  after: string,
  options: { format: string },
): Promise<void> {
  const registries = await npmRegistries();
  const [then, now] = [before, after].map(place => {
    const source = readSource(place, registries);
    printNotes(source.notes);
    return {
      components: source.inventory.manifests.flatMap(m => m.components),
    };
  });
  const difference = diffSboms(then, now);
  if (options.format === 'json') {
    process.stdout.write(`${JSON.stringify(difference, null, 2)}\n`);
    return;
  }
  const lines = [
    ...difference.added.map(c => `+ ${c.name} ${c.version}`),
    ...difference.removed.map(c => `- ${c.name} ${c.version}`),
    ...difference.changed.map(
      c => `~ ${c.name} ${c.before.join(', ')} -> ${c.after.join(', ')}`,
    ),
  ];
  process.stdout.write(
    lines.length > 0 ? `${lines.join('\n')}\n` : 'No difference\n',
  );
}

async function uploadSbom(
  file: string,
  options: UploadOptions & TokenOption,
): Promise<void> {
  const answer = await upload(file, { ...options, token: tokenOf(options) });
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}

async function verify(
  file: string,
  options: { key?: string; signature: boolean },
): Promise<void> {
  const publicKey = keyOf(options);
  const found = await verifyZip(file, publicKey);
  if (found.problems.length > 0) process.exitCode = TAMPERED;
  process.stdout.write(describeCheck(file, found));
  if (!publicKey)
    printNotes(['No signature was checked: anyone may have made this archive']);
}

function keyOf(options: { key?: string; signature: boolean }) {
  if (options.key) return readKeyFile(options.key);
  if (options.signature) {
    throw new BadInputError(
      'Give the public key with --key, or say --no-signature to check digests only',
    );
  }
  return undefined;
}

const program = new Command('safety-curtain')
  .description(
    'SBOMs, findings, decisions, upgrade plans and differences of a folder, lock file or SBOM',
  )
  .version(tool.version)
  .configureOutput({ outputError: text => printNotes([text.trimEnd()]) })
  .exitOverride();

addSbomCommands(program);

program
  .command('scan')
  .description('say what OSV records know of PATH')
  .argument('<path>', 'a folder, lock file or SBOM')
  .requiredOption(
    '--advisories <path...>',
    'folders, .json or .ndjson files of OSV records, plain or gzip',
  )
  .addOption(
    new Option('--format <format>').choices(scanFormats).default('table'),
  )
  .option('--vex <document...>', 'VEX documents that decide about findings', [])
  .option('--ignore-files', 'ignore files of tools in PATH decide, too', false)
  .addOption(productOption())
  .option('--show-dismissed', 'list findings that are dismissed, too', false)
  .action(scan);

program
  .command('plan')
  .description('say which upgrades clear most of what OSV records know of PATH')
  .argument('<path>', 'a folder, lock file or SBOM')
  .requiredOption(
    '--advisories <path...>',
    'folders, .json or .ndjson files of OSV records, plain or gzip',
  )
  .addOption(
    new Option('--format <format>').choices(planFormats).default('text'),
  )
  .addOption(
    new Option('--aim <aim>', 'what is to be cleared: all, or what is critical')
      .choices(['all', 'urgent'])
      .default('all'),
  )
  .addOption(
    new Option('--platform <platform>', 'where the repository is, for Renovate')
      .choices(['github', 'other'])
      .default('other'),
  )
  .action(writePlanOf);

addCheckCommands(program);

program
  .command('diff')
  .description('say which components came, went and changed')
  .argument('<old>', 'a folder, lock file or SBOM')
  .argument('<new>', 'a folder, lock file or SBOM')
  .addOption(
    new Option('--format <format>').choices(['text', 'json']).default('text'),
  )
  .action(diff);

ofPortal(program.command('upload'))
  .description('send an SBOM to the archive of a portal')
  .argument('<file>', 'a CycloneDX or SPDX document')
  .requiredOption('--entity <ref>', 'the entity that it is the SBOM of')
  .option('--revision <revision>', 'the source revision that was built')
  .option('--release <version>', 'the release that was built')
  .option('--name <name>', 'what tells it from other SBOMs of the entity')
  .action(uploadSbom);

addSubmissionCommand(program);
addVexCommands(program);

program
  .command('verify')
  .description('check an export of the archive: every file and its signature')
  .argument('<archive>', 'the zip')
  .option('--key <file>', 'the public key that it is signed with, PEM')
  .option('--no-signature', 'check the digests of the files only')
  .action(verify);

watchOutput(error => {
  printNotes([`The output could not be written: ${error.message}`]);
  process.exitCode = BAD_INPUT;
});

program.parseAsync().catch(error => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : BAD_INPUT;
  } else if (error instanceof BadInputError || isSystemError(error)) {
    printNotes([error.message]);
    process.exitCode = BAD_INPUT;
  } else if (error instanceof UnavailableError) {
    printNotes([`The portal could not be reached: ${error.message}`]);
    process.exitCode = UNAVAILABLE;
  } else {
    printNotes([
      error instanceof Error ? error.stack ?? error.message : `${error}`,
    ]);
    process.exitCode = FAULT;
  }
});

/** A file that may not be read, a folder where a file should be. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}
