import { type Command, InvalidArgumentError, Option } from 'commander';
import { loaded } from '../lazily';
import {
  configOption,
  excludeOption,
  PLACES,
  stdinNameOption,
  wholeNumber,
} from '../options';
import { contexts, qualityFormats, sbomFormats } from './formats';

/** What keeps the versions of one document together. */
function serialNumber(text: string): string {
  if (!/^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) {
    throw new InvalidArgumentError('It must be urn:uuid: and a UUID.');
  }
  return text;
}

/** Versions of documents begin with 1. */
function documentVersion(text: string): number {
  const version = wholeNumber(text);
  if (version === 0) {
    throw new InvalidArgumentError('It must be 1 or more.');
  }
  return version;
}

/** Commands that write SBOMs and look at them. */
export function addSbomCommands(program: Command): void {
  program
    .command('sbom')
    .description('write the SBOM of PATH')
    .argument('<path...>', PLACES)
    .addOption(
      new Option(
        '--format <format>',
        'cyclonedx is 1.6, and spdx 2.3; spdx-3.0 is JSON-LD',
      )
        .choices(Object.keys(sbomFormats))
        .default('cyclonedx'),
    )
    .addOption(
      new Option(
        '--context <context>',
        'when in the life of the software this is: source before it is built',
      )
        .choices(contexts)
        .default('source'),
    )
    .option('--organization <name>', 'who answers for the document')
    .option('--author <name...>', 'persons who answer for the document', [])
    .option('--manufacturer <name>', 'who makes what the document is about')
    .addOption(
      new Option(
        '--serial-number <urn>',
        'the same for every version of a document',
      ).argParser(serialNumber),
    )
    .addOption(
      new Option(
        '--document-version <number>',
        'counted up with every version of a document',
      ).argParser(documentVersion),
    )
    .option('--partial', 'also where some file could not be read', false)
    .option('--output <file>', 'write the SBOM to a file')
    .option(
      '--sign <key>',
      'sign it with a private key, PEM, into FILE.dsse.json beside the output',
    )
    .option(
      '--passphrase-env <variable>',
      'the environment variable with the passphrase of the key',
    )
    .addOption(excludeOption())
    .addOption(configOption())
    .addOption(stdinNameOption())
    .action(async (places, options) =>
      loaded(await import('./sbom')).sbom(places, options),
    );

  program
    .command('quality')
    .description('say how complete an SBOM is, and what its components lack')
    .argument('<file>', 'an SBOM')
    .addOption(
      new Option('--format <format>').choices(qualityFormats).default('text'),
    )
    .action(async (file, options) =>
      loaded(await import('./quality')).quality(file, options),
    );
}
