import {
  type ByteSource,
  InputError,
  isFields,
  readJson,
} from '@safety-curtain/input';
import { Part } from '../input/part';
import { Warnings } from '../manifests/warnings';
import { BLANKS_PROPERTY } from './blanks';
import { namesOf } from './cycloneDxComponent';
import { contextOfPhase } from './cycloneDxPhases';
import type { DocumentAuthor, DocumentMeta } from './documentMeta';

/** Where the components begin in a document of {@link writeCycloneDx}; nothing before it is long. */
const COMPONENTS = ',\n  "components": [';

/** Bytes in which that place is looked for at first. */
const START = 1 << 16;

/** The beginning of a document that is far longer than what {@link writtenMeta} looks at. */
export function headOfFile(source: ByteSource): string {
  for (let size = START; ; size *= 2) {
    const end = Math.min(size, source.length);
    const text = Buffer.from(source.read(0, end)).toString();
    if (end === source.length || text.includes(COMPONENTS)) return text;
  }
}

/** The beginning of a document, up to its components, as a document of its own. */
function headOf(text: string): Part {
  const end = text.indexOf(COMPONENTS);
  const head = readJson(end < 0 ? text : `${text.slice(0, end)}}`);
  if (!isFields(head)) {
    throw new InputError('the document is not a JSON object');
  }
  return new Part(head, '', new Warnings());
}

function authorsOf(metadata: Part): DocumentAuthor[] {
  const organizations = namesOf([metadata.part('manufacturer')]);
  return [
    ...organizations.map(name => ({ kind: 'organization' as const, name })),
    ...namesOf(metadata.parts('authors')).map(name => ({
      kind: 'person' as const,
      name,
    })),
  ];
}

function propertiesOf(metadata: Part): DocumentMeta['properties'] {
  const properties = metadata
    .parts('properties')
    .filter(property => property.text('name') !== BLANKS_PROPERTY);
  return properties.length > 0
    ? Object.fromEntries(
        properties.map(property => [
          property.text('name') ?? '',
          property.text('value') ?? '',
        ]),
      )
    : undefined;
}

/**
 * What a document of {@link writeCycloneDx} says of its own making, so that the same inventory can be
 * written in another format with nothing else changed.
 *
 * @throws InputError for another document
 */
export function writtenMeta(text: string): DocumentMeta {
  const head = headOf(text);
  const metadata = head.part('metadata');
  const serialNumber = head.text('serialNumber');
  const timestamp = metadata.text('timestamp');
  if (!serialNumber || !timestamp) {
    throw new InputError('the document does not say when it was made');
  }
  const subject = metadata.part('component');
  return {
    serialNumber,
    version: head.number('version'),
    timestamp,
    tools: metadata
      .part('tools')
      .parts('components')
      .map(tool => ({
        name: tool.text('name') ?? '',
        version: tool.text('version') ?? '',
      })),
    authors: authorsOf(metadata),
    manufacturer: subject.part('manufacturer').text('name'),
    context: contextOfPhase(metadata.parts('lifecycles').at(0)?.text('phase')),
    properties: propertiesOf(metadata),
  };
}
