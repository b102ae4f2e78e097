import { Command, Option } from 'commander';
import { addAdvisoryCommands } from './advisories/commands';
import { addCheckCommands } from './check/commands';
import { watchOffline } from './offline';
import {
  PLACES,
  advisoriesOption,
  configOption,
  excludeOption,
  ofPortal,
  productOption,
  refuseEmpty,
  stdinNameOption,
} from './options';
import { printNotes } from './output/streams';
import { tool } from './output/tool';
import { planFormats } from './plan/formats';
import { addSbomCommands } from './sbom/commands';
import { scanFailOn } from './scan/failOn';
import { scanFormats } from './scan/formats';
import { addSubmissionCommand } from './submission/commands';
import { addVexCommands } from './vex/commands';
import { loaded } from './lazily';

/**
 * Every command. What one does is loaded once it is asked for: most of it takes
 * longer to load than the rest takes to run.
 */
export const program = new Command('safety-curtain')
  .description(
    'SBOMs, findings, decisions, upgrade plans and differences of a folder, lock file or SBOM',
  )
  .version(tool.version)
  .configureOutput({ outputError: text => printNotes([text.trimEnd()]) })
  .exitOverride();

watchOffline(program);

addSbomCommands(program);

program
  .command('scan')
  .description('say what OSV records know of PATH')
  .argument('<path...>', PLACES)
  .addOption(advisoriesOption())
  .addOption(
    new Option('--format <format>').choices(scanFormats).default('table'),
  )
  .option('--vex <document...>', 'VEX documents that decide about findings', [])
  .option('--ignore-files', 'ignore files of tools in PATH decide, too', false)
  .addOption(productOption())
  .option('--show-dismissed', 'list findings that are dismissed, too', false)
  .addOption(excludeOption())
  .addOption(configOption())
  .addOption(stdinNameOption())
  .addOption(
    new Option(
      '--fail-on <severity>',
      'end with 1 where a finding has this severity or a graver one',
    ).choices(scanFailOn),
  )
  .action(async (places, options) =>
    loaded(await import('./scan/scan')).scan(places, options),
  );

program
  .command('plan')
  .description('say which upgrades clear most of what OSV records know of PATH')
  .argument('<path>', 'a folder, lock file or SBOM')
  .addOption(advisoriesOption())
  .addOption(
    new Option('--format <format>').choices(planFormats).default('text'),
  )
  .addOption(
    new Option(
      '--aim <aim>',
      'what is to be cleared: all, or what is critical or known to be exploited',
    )
      .choices(['all', 'urgent'])
      .default('all'),
  )
  .addOption(
    new Option('--platform <platform>', 'where the repository is, for Renovate')
      .choices(['github', 'other'])
      .default('other'),
  )
  .option('--vex <document...>', 'VEX documents that decide about findings', [])
  .option('--ignore-files', 'ignore files of tools in PATH decide, too', false)
  .addOption(productOption())
  .option('--kev <file>', 'CISA’s catalog of known exploited vulnerabilities')
  .addOption(excludeOption())
  .addOption(configOption())
  .action(async (place, options) =>
    loaded(await import('./plan/plan')).writePlanOf(place, options),
  );

addCheckCommands(program);
addAdvisoryCommands(program);

program
  .command('diff')
  .description('say which components came, went and changed')
  .argument('<old>', 'a folder, lock file or SBOM')
  .argument('<new>', 'a folder, lock file or SBOM')
  .addOption(
    new Option('--format <format>').choices(['text', 'json']).default('text'),
  )
  .action(async (before, after, options) =>
    loaded(await import('./diff/diff')).diff(before, after, options),
  );

ofPortal(program.command('upload'))
  .description('send an SBOM to the archive of a portal')
  .argument('<file>', 'a CycloneDX or SPDX document')
  .requiredOption('--entity <ref>', 'the entity that it is the SBOM of')
  .option('--revision <revision>', 'the source revision that was built')
  .option('--release <version>', 'the release that was built')
  .option('--name <name>', 'what tells it from other SBOMs of the entity')
  .action(async (file, options) =>
    loaded(await import('./upload/command')).uploadSbom(file, options),
  );

ofPortal(program.command('release'))
  .description('have a portal make a release, with its security changelog')
  .argument('<name>', 'its version or tag')
  .requiredOption('--entity <ref>', 'the entity that it is a release of')
  .option('--snapshot <id>', 'one of its snapshots; else what is in force')
  .action(async (name, options) =>
    loaded(await import('./release/release')).release(name, options),
  );

ofPortal(program.command('report'))
  .description('have a portal take over what another tool found')
  .argument('<file>', 'SARIF, or the report that the tool writes itself')
  .requiredOption('--entity <ref>', 'the entity that the tool looked at')
  .option('--format <format>', 'what it is, as sarif, trivy or npm-audit')
  .option('--category <name>', 'what tells it from others of the same tool')
  .option('--root <folder>', 'where the tool ran; this folder where absent')
  .action(async (file, options) =>
    loaded(await import('./report/command')).report(file, options),
  );

addSubmissionCommand(program);
addVexCommands(program);

program
  .command('verify')
  .description(
    'check an export of the archive, or a signed SBOM: every byte and the signature',
  )
  .argument('<file>', 'the zip, or with --envelope the SBOM')
  .option('--envelope <file>', 'the signature of an SBOM, DSSE')
  .option('--key <file>', 'the public key that it is signed with, PEM')
  .option('--no-signature', 'check the digests of the files only')
  .action(async (file, options) =>
    loaded(await import('./verify/command')).verify(file, options),
  );

program
  .command('provenance')
  .description(
    'say where FILE comes from, as attestations or signatures beside it do',
  )
  .argument('<file>', 'a package, a document, anything that is signed')
  .requiredOption(
    '--bundle <file>',
    'a bundle of Sigstore, or what a registry has of attestations',
  )
  .option(
    '--trusted-root <file...>',
    'what is trusted in place of the public instance of Sigstore',
    [],
  )
  .option('--key <file...>', 'public keys that are trusted, PEM', [])
  .option('--identity <pattern>', 'who has to have signed')
  .option('--issuer <pattern>', 'who has to vouch for that')
  .option('--builder <pattern>', 'what has to have built it')
  .option('--source <pattern>', 'the repository that it has to be built from')
  .addOption(
    new Option(
      '--level <level>',
      'SLSA build level that it has to have',
    ).choices(['1', '2', '3']),
  )
  .addOption(
    new Option('--format <format>').choices(['text', 'json']).default('text'),
  )
  .action(async (file, options) =>
    loaded(await import('./provenance/command')).provenance(file, options),
  );

refuseEmpty(program);
