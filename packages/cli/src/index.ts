import {
  diffSboms,
  Inventory,
  serializeInventory,
  writeCycloneDx,
  writeSpdx,
} from '@safety-curtain/sbom';
import { distributionModels } from '@safety-curtain/licenses';
import {
  Command,
  CommanderError,
  InvalidArgumentError,
  Option,
} from 'commander';
import { createHash } from 'node:crypto';
import { version } from '../package.json';
import {
  check,
  checkByPortal,
  type CheckOptions,
  type PortalCheckOptions,
} from './check/check';
import { checkFormats } from './check/writeReport';
import { comment, type CommentOptions } from './comment/comment';
import { BadInputError } from './errors';
import { npmRegistries } from '@safety-curtain/npm-configuration';
import { readSource } from './input/source';
import { printNotes, watchOutput } from './output/streams';
import { planFormats, writePlanOf } from './plan/plan';
import { UnavailableError } from './portal/retrying';
import { scan, scanFormats } from './scan/scan';
import { upload, UploadOptions } from './upload/upload';
import { describeCheck, readKeyFile, verifyZip } from './verify/verify';
import {
  downloadVex,
  uploadVex,
  VexDownload,
  vexFormats,
  VexUpload,
} from './vex/exchange';
import { showVex } from './vex/show';

/** The exit code where a server could not be reached. */
const UNAVAILABLE = 1;
/** The exit code for an archive that is not as it was made. */
const TAMPERED = 2;
/** The exit code for input that cannot be used, and for output that cannot be written. */
const BAD_INPUT = 3;
/** The exit code for a fault of this program: `EX_SOFTWARE` of sysexits.h. */
const FAULT = 70;

/**
 * The same source gives the same document: the serial number is made from the
 * inventory, and `SOURCE_DATE_EPOCH` (reproducible-builds.org) sets the time.
 */
function documentMeta(inventory: Inventory) {
  const digest = createHash('sha256')
    .update(serializeInventory(inventory))
    .digest('hex');
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const time = epoch ? new Date(Number(epoch) * 1000) : new Date();
  if (Number.isNaN(time.getTime())) {
    throw new BadInputError('SOURCE_DATE_EPOCH is not a number of seconds');
  }
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(
    13,
    16,
  )}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return {
    serialNumber: `urn:uuid:${uuid}`,
    timestamp: time.toISOString(),
    tools: [{ name: 'Safety Curtain', version }],
  };
}

async function sbom(place: string, options: { format: string }): Promise<void> {
  const { inventory, notes } = readSource(place, await npmRegistries());
  printNotes(notes);
  const write = options.format === 'spdx' ? writeSpdx : writeCycloneDx;
  process.stdout.write(write(inventory, documentMeta(inventory)));
}

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

/** What a portal is reached with, beside its address. */
interface TokenOption {
  tokenEnv: string;
}

function tokenOf({ tokenEnv }: TokenOption): string {
  const token = process.env[tokenEnv];
  if (!token) {
    throw new BadInputError(`The environment variable ${tokenEnv} is not set`);
  }
  return token;
}

async function uploadSbom(
  file: string,
  options: UploadOptions & TokenOption,
): Promise<void> {
  const answer = await upload(file, { ...options, token: tokenOf(options) });
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}

async function sendVex(
  file: string,
  options: VexUpload & TokenOption,
): Promise<void> {
  const report = await uploadVex(file, { ...options, token: tokenOf(options) });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

async function fetchVex(options: VexDownload & TokenOption): Promise<void> {
  process.stdout.write(
    await downloadVex({ ...options, token: tokenOf(options) }),
  );
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

const productOption = () =>
  new Option(
    '--product <purl...>',
    'package URLs that VEX documents know PATH by',
  ).default([]);

/** A whole number from 0 on. */
function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number.');
  }
  return Number(text);
}

async function putOnRequest(
  file: string,
  options: Omit<CommentOptions, 'token'> & TokenOption,
): Promise<void> {
  const done = await comment(file, { ...options, token: tokenOf(options) });
  printNotes([`The comment is ${done}`]);
}

/** Here, or by a portal. */
async function judge(
  place: string,
  options: CheckOptions &
    Omit<PortalCheckOptions, 'url'> & { url?: string } & TokenOption,
): Promise<void> {
  const { url } = options;
  if (url !== undefined) {
    if (options.entity === undefined) {
      throw new BadInputError('--url needs --entity beside it');
    }
    const token = tokenOf(options);
    return checkByPortal(place, { ...options, url, token });
  }
  if (options.advisories === undefined) {
    throw new BadInputError('Give --advisories, or a portal with --url');
  }
  return check(place, options);
}

/** A command that asks a portal. */
function ofPortal(command: Command): Command {
  return command
    .requiredOption('--url <base>', 'base address of the portal’s API')
    .option(
      '--token-env <variable>',
      'environment variable that holds the token',
      'SAFETY_CURTAIN_TOKEN',
    );
}

const program = new Command('safety-curtain')
  .description(
    'SBOMs, findings, decisions, upgrade plans and differences of a folder, lock file or SBOM',
  )
  .version(version)
  .configureOutput({ outputError: text => printNotes([text.trimEnd()]) })
  .exitOverride();

program
  .command('sbom')
  .description('write the SBOM of PATH')
  .argument('<path>', 'a folder, lock file or SBOM')
  .addOption(
    new Option('--format <format>')
      .choices(['cyclonedx', 'spdx'])
      .default('cyclonedx'),
  )
  .action(sbom);

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

program
  .command('check')
  .description('say whether PATH may pass a gate, and end with its code')
  .argument('<path>', 'a folder, lock file or SBOM')
  .option(
    '--advisories <path...>',
    'folders, .json or .ndjson files of OSV records, plain or gzip',
  )
  .option('--policy <file>', 'a policy, or several as `gates`, in YAML or JSON')
  .option(
    '--gate <name>',
    'the policy of the file; else that for every service',
  )
  .option('--base <path>', 'a folder, lock file or SBOM that was before')
  .addOption(
    new Option(
      '--base-ref <revision>',
      'a branch or tag: what was there before is where HEAD left it',
    ).conflicts('base'),
  )
  .option('--vex <document...>', 'VEX documents that decide about findings', [])
  .option('--ignore-files', 'ignore files of tools in PATH decide, too', false)
  .addOption(productOption())
  .option('--kev <file>', 'CISA’s catalog of known exploited vulnerabilities')
  .option('--epss <file>', 'EPSS scores of FIRST, plain or gzip')
  .addOption(
    new Option('--distribution <model>', 'what licenses are judged for')
      .choices(distributionModels)
      .default('hosted-service'),
  )
  .addOption(
    new Option('--max-data-age <days>', 'how old the newest advisory may be')
      .argParser(wholeNumber)
      .default(7),
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
      .conflicts(['advisories', 'policy', 'base', 'baseRef', 'vex'])
      .conflicts(['kev', 'epss']),
  )
  .option('--entity <ref>', 'with --url: the entity that is built')
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

program
  .command('comment')
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

const vex = program
  .command('vex')
  .description('what was decided about vulnerabilities');

vex
  .command('show')
  .description('say what a VEX document says, and what of PATH it is about')
  .argument('<document>', 'CycloneDX, OpenVEX or CSAF')
  .option('--of <path>', 'a folder, lock file or SBOM')
  .addOption(productOption())
  .addOption(
    new Option('--format <format>').choices(['text', 'json']).default('text'),
  )
  .action(showVex);

ofPortal(vex.command('upload'))
  .description('have a portal take a VEX document over, and print its report')
  .argument('<document>', 'CycloneDX, OpenVEX or CSAF')
  .option('--entity <ref>', 'the entity that it is about; else all')
  .option('--author <name>', 'who issued it, where it does not say')
  .action(sendVex);

ofPortal(vex.command('download'))
  .description('write what was decided about an entity in a portal')
  .requiredOption('--entity <ref>', 'the entity')
  .addOption(
    new Option('--format <format>')
      .choices(vexFormats)
      .default('cyclonedx-1.6'),
  )
  .addOption(
    new Option('--kind <kind>', 'decisions, or every vulnerability')
      .choices(['vex', 'vdr'])
      .default('vex'),
  )
  .addOption(
    new Option('--about <product>', 'what OpenVEX speaks of').choices([
      'service',
      'package',
    ]),
  )
  .action(fetchVex);

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
