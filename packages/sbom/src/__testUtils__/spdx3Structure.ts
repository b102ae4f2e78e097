/**
 * What the model of SPDX 3.0.1 asks of the elements that this library writes (Core, Software and
 * SimpleLicensing), as a JSON schema. Properties that it never writes are left out, and so refused.
 */
const text = { type: 'string', minLength: 1 };
const iri = { type: 'string', pattern: '^(?!_:)[^\\s]+:[^\\s]+$' };
const purl = { type: 'string', pattern: '^pkg:[^\\s]+$' };

function list(items: unknown, minItems = 1) {
  return { type: 'array', items, minItems };
}

function object(
  type: string,
  properties: Record<string, unknown>,
  required: string[],
) {
  return {
    type: 'object',
    properties: { type: { const: type }, ...properties },
    required: ['type', ...required],
    additionalProperties: false,
  };
}

function element(
  type: string,
  properties: Record<string, unknown>,
  required: string[] = [],
) {
  const own = {
    spdxId: iri,
    creationInfo: { const: '_:creationinfo' },
    name: text,
    comment: text,
    ...properties,
  };
  return object(type, own, ['spdxId', 'creationInfo', ...required]);
}

const hash = object(
  'Hash',
  {
    algorithm: { enum: ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] },
    hashValue: { type: 'string', pattern: '^[0-9a-f]+$' },
  },
  ['algorithm', 'hashValue'],
);

const relation = {
  from: iri,
  relationshipType: {
    enum: ['dependsOn', 'hasOptionalDependency', 'hasDeclaredLicense'],
  },
  to: list(iri),
};

const ENDS = ['from', 'relationshipType', 'to'];

const elements = [
  object(
    'CreationInfo',
    {
      '@id': { const: '_:creationinfo' },
      specVersion: { const: '3.0.1' },
      created: {
        type: 'string',
        pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$',
      },
      createdBy: list(iri),
      createdUsing: list(iri),
    },
    ['@id', 'specVersion', 'created', 'createdBy'],
  ),
  ...['Organization', 'Person', 'SoftwareAgent', 'Tool'].map(type =>
    element(type, {}, ['name']),
  ),
  element(
    'SpdxDocument',
    {
      profileConformance: list({
        enum: ['core', 'software', 'simpleLicensing'],
      }),
      dataLicense: { const: 'https://spdx.org/licenses/CC0-1.0' },
      rootElement: list(iri),
    },
    ['name', 'profileConformance', 'rootElement'],
  ),
  element(
    'software_Sbom',
    {
      rootElement: list(iri),
      software_sbomType: list({
        enum: ['design', 'source', 'build', 'deployed', 'runtime', 'analyzed'],
      }),
    },
    ['rootElement'],
  ),
  element(
    'software_Package',
    {
      description: text,
      suppliedBy: iri,
      originatedBy: list(iri),
      verifiedUsing: list(hash),
      software_packageVersion: text,
      software_packageUrl: purl,
      software_downloadLocation: iri,
      software_primaryPurpose: { enum: ['application', 'library'] },
      software_sourceInfo: text,
    },
    ['name', 'software_primaryPurpose'],
  ),
  element(
    'simplelicensing_LicenseExpression',
    { simplelicensing_licenseExpression: text },
    ['simplelicensing_licenseExpression'],
  ),
  element(
    'simplelicensing_SimpleLicensingText',
    { simplelicensing_licenseText: text },
    ['name', 'simplelicensing_licenseText'],
  ),
  element('Relationship', relation, ENDS),
  element(
    'LifecycleScopedRelationship',
    { ...relation, scope: { const: 'development' } },
    [...ENDS, 'scope'],
  ),
];

export const spdx3Structure = {
  type: 'object',
  properties: {
    '@context': { const: 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld' },
    '@graph': { type: 'array', items: { oneOf: elements } },
  },
  required: ['@context', '@graph'],
  additionalProperties: false,
};
