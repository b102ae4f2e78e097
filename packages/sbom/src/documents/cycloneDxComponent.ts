import { hexHash, isKnownAlgorithm } from '../input/hashes';
import type { Part } from '../input/part';
import type { Strings } from '../input/strings';
import type { Hash, Origin, Scope } from '../model';
import { isPurl, parsePurl } from '../purl';
import type { RecordedUse, SbomComponent, SbomScope } from './sbom';

const SCOPES: readonly SbomScope[] = ['required', 'optional', 'excluded'];

interface Licenses {
  licenses: string[];
  concludedLicenses: string[];
}

/** Declared unless `acknowledgement` (CycloneDX 1.6) says that they are concluded. */
function licensesOf(component: Part): Licenses {
  const found: Licenses = { licenses: [], concludedLicenses: [] };
  for (const choice of component.parts('licenses')) {
    const license = choice.part('license');
    const text =
      license.text('id') ?? license.text('name') ?? choice.text('expression');
    const acknowledgement =
      license.text('acknowledgement') ?? choice.text('acknowledgement');
    if (text) {
      const list =
        acknowledgement === 'concluded' ? 'concludedLicenses' : 'licenses';
      found[list].push(text);
    }
  }
  return withoutRoom(found);
}

/** Lists that grew have room to spare, which makes a large document larger than it is. */
function withoutRoom({ licenses, concludedLicenses }: Licenses): Licenses {
  return {
    licenses: [...licenses],
    concludedLicenses: [...concludedLicenses],
  };
}

/** The hashes of a list; what is no hash of its algorithm is named. */
export function hashesIn(
  component: Part,
  list: string,
  algorithm: string,
  value: string,
): Hash[] {
  return component
    .parts(list)
    .flatMap(item => hashOf(item, algorithm, value) ?? []);
}

/** The hash that an item is, by the names of its fields. */
export function hashOf(
  item: Part,
  algorithm: string,
  value: string,
): Hash | undefined {
  const name = item.text(algorithm) ?? '';
  const hash = hexHash(name, item.text(value) ?? '');
  if (!hash && isKnownAlgorithm(name)) {
    item.warn(value, `is no ${name} hash in hexadecimal`);
  }
  return hash;
}

/** The scope, of the words that there are. */
function scopeOf(component: Part): SbomScope | undefined {
  const text = component.text('scope');
  const scope = SCOPES.find(known => known === text);
  if (text !== undefined && !scope) {
    component.warn('scope', `is none of ${SCOPES.join(', ')}`);
  }
  return scope;
}

/** One author to CycloneDX 1.5, a list or an organization from 1.6. */
function authorOf(component: Part): string | undefined {
  const names = namesOf(component.parts('authors'));
  return names.length > 0
    ? names.join(', ')
    : component.text('author') ?? component.part('manufacturer').text('name');
}

/** Names of persons or organizations. */
export function namesOf(parties: Part[]): string[] {
  return parties.flatMap(party => party.text('name') ?? []);
}

function addressesOf(component: Part): { vcsUrl?: string; website?: string } {
  let vcsUrl: string | undefined;
  let website: string | undefined;
  for (const reference of component.parts('externalReferences')) {
    const type = reference.text('type');
    if (type === 'vcs') {
      vcsUrl ??= reference.text('url');
    } else if (type === 'website') {
      website ??= reference.text('url');
    }
  }
  return { ...(vcsUrl && { vcsUrl }), ...(website && { website }) };
}

/** What Trivy notes of the source of a package of an operating system. */
function sourceOf(component: Part): SbomComponent['source'] {
  const found = new Map(
    component
      .parts('properties')
      .map(property => [property.text('name'), property.text('value')]),
  );
  const of = (name: string) => found.get(`aquasecurity:trivy:Src${name}`);
  const [name, version, release, epoch] = [
    of('Name'),
    of('Version'),
    of('Release'),
    of('Epoch'),
  ];
  if (!name) return undefined;
  const whole = [version, release].filter(Boolean).join('-');
  const isRpm = component.text('purl')?.startsWith('pkg:rpm/');
  return {
    name,
    ...(version && {
      version: epoch && epoch !== '0' && !isRpm ? `${epoch}:${whole}` : whole,
    }),
  };
}

/** The properties that our own writer adds. */
function recordedUse(component: Part): RecordedUse | undefined {
  const found = new Map<string, string>();
  for (const property of component.parts('properties')) {
    const [, name] =
      /^safety-curtain:(.+)$/.exec(property.text('name') ?? '') ?? [];
    const value = name && property.text('value');
    if (name && value) {
      found.set(name, value);
    }
  }
  const scope = asScope(found.get('scope'));
  const origin = asOrigin(found.get('origin'));
  const integrity = found.get('integrity');
  return (
    scope && {
      direct: asDirect(found.get('direct')),
      scope,
      ...(origin && { origin }),
      ...(integrity && { integrity }),
    }
  );
}

export function asScope(text: string | undefined): Scope | undefined {
  const scopes: readonly Scope[] = [
    'runtime',
    'development',
    'optional',
    'unknown',
  ];
  return scopes.find(scope => scope === text);
}

/** Undefined for what our own writers leave out, or call unknown. */
function asDirect(text: string | undefined): boolean | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

export function asOrigin(text: string | undefined): Origin | undefined {
  const origins: readonly Origin[] = [
    'registry',
    'git',
    'file',
    'url',
    'workspace',
  ];
  return origins.find(origin => origin === text);
}

/** The component that stands at a place; undefined where neither it nor its purl names it. */
export function toCycloneDxComponent(
  fields: Part,
  fallbackRef: string,
): SbomComponent | undefined {
  const name = fields.text('name') ?? nameInPurl(fields.text('purl'));
  if (!fields.text('name')) {
    fields.warn('name', 'is missing');
  }
  if (!name) {
    return undefined;
  }
  const optional: Partial<SbomComponent> = {
    type: fields.text('type'),
    group: fields.text('group'),
    purl: fields.text('purl'),
    cpe: fields.text('cpe'),
    supplier: fields.part('supplier').text('name'),
    author: authorOf(fields),
    copyright: fields.text('copyright'),
    scope: scopeOf(fields),
    ...addressesOf(fields),
    source: sourceOf(fields),
    recorded: recordedUse(fields),
  };
  if (optional.purl && !isPurl(optional.purl)) {
    fields.warn('purl', 'is not a valid package URL');
  }
  const component: SbomComponent = {
    ref: fields.text('bom-ref') ?? fallbackRef,
    path: fields.path,
    name,
    version: fields.text('version') ?? '',
    ...licensesOf(fields),
    hashes: hashesIn(fields, 'hashes', 'alg', 'content'),
  };
  return withStated(component, optional);
}

/** Adds what is stated: what is not is absent rather than undefined. */
export function withStated(
  component: SbomComponent,
  optional: Partial<SbomComponent>,
): SbomComponent {
  return Object.assign(component, withoutUndefined(optional));
}

/** What many components of a document say alike. */
const SHARED = [
  'purl',
  'group',
  'supplier',
  'author',
  'copyright',
  'type',
] as const;

/** What components have in common with each other, and with what refers to them, as one string. */
export function sharing(
  component: SbomComponent,
  strings: Strings,
): SbomComponent {
  component.ref = strings.same(component.ref);
  for (const name of SHARED) {
    const text = component[name];
    if (text !== undefined) component[name] = strings.same(text);
  }
  return component;
}

/** The name that a purl gives to a component which has none of its own. */
export function nameInPurl(purl: string | undefined): string | undefined {
  return purl && isPurl(purl) ? parsePurl(purl).name : undefined;
}

/** Absent rather than undefined: documents of many components stay small. */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined),
  ) as T;
}
