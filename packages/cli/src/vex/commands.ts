import { type Command, Option } from 'commander';
import { ofPortal, productOption, type TokenOption, tokenOf } from '../options';
import type { VexDownload, VexUpload } from './exchange';
import { vexFormats, vexScopes } from './formats';
import { loaded } from '../lazily';

/** Adds what reads decisions, and exchanges them with a portal. */
export function addVexCommands(program: Command): void {
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
    .action(async (document, options) =>
      loaded(await import('./show')).showVex(document, options),
    );

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
    .option(
      '--release <name>',
      'of this release: about what its SBOMs hold; else of what is in force',
    )
    .addOption(
      new Option(
        '--scope <scope...>',
        'only vulnerabilities of what is used so',
      ).choices(vexScopes),
    )
    .addOption(
      new Option('--about <product>', 'what OpenVEX speaks of').choices([
        'service',
        'package',
      ]),
    )
    .action(fetchVex);
}

async function sendVex(
  file: string,
  options: VexUpload & TokenOption,
): Promise<void> {
  const { uploadVex } = loaded(await import('./exchange'));
  const report = await uploadVex(file, { ...options, token: tokenOf(options) });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

async function fetchVex(options: VexDownload & TokenOption): Promise<void> {
  const { downloadVex } = loaded(await import('./exchange'));
  process.stdout.write(
    await downloadVex({ ...options, token: tokenOf(options) }),
  );
}
