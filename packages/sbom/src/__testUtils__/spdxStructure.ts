/**
 * What SPDX 2.3 asks of the JSON documents that this library writes (clauses 6 to 11 and annex F of
 * the specification), as a JSON schema. Properties that it never writes are left out, and so
 * refused.
 */
const text = { type: 'string', minLength: 1 };
const elementId = { type: 'string', pattern: '^SPDXRef-[A-Za-z0-9.-]+$' };

function object(
  properties: Record<string, unknown>,
  required = Object.keys(properties),
) {
  return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: unknown, minItems = 1) {
  return { type: 'array', items, minItems };
}

const checksum = object({
  algorithm: { enum: ['MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512'] },
  checksumValue: { type: 'string', pattern: '^[0-9a-f]+$' },
});

const externalRef = object({
  referenceCategory: { const: 'PACKAGE-MANAGER' },
  referenceType: { const: 'purl' },
  referenceLocator: { type: 'string', pattern: '^pkg:[^\\s]+$' },
});

const spdxPackage = object(
  {
    SPDXID: elementId,
    name: text,
    versionInfo: text,
    supplier: { type: 'string', pattern: '^(NOASSERTION|Organization: .+)$' },
    originator: { type: 'string', pattern: '^Organization: .+$' },
    downloadLocation: {
      type: 'string',
      pattern: '^(NOASSERTION|(https?|git|git\\+[a-z]+)://\\S+)$',
    },
    filesAnalyzed: { const: false },
    checksums: list(checksum),
    sourceInfo: text,
    licenseConcluded: { const: 'NOASSERTION' },
    licenseDeclared: text,
    copyrightText: { const: 'NOASSERTION' },
    comment: text,
    description: text,
    externalRefs: list(externalRef),
    primaryPackagePurpose: { enum: ['APPLICATION', 'LIBRARY'] },
  },
  ['SPDXID', 'name', 'downloadLocation'],
);

const relationship = object({
  spdxElementId: elementId,
  relationshipType: {
    enum: [
      'DESCRIBES',
      'DEPENDS_ON',
      'DEV_DEPENDENCY_OF',
      'OPTIONAL_DEPENDENCY_OF',
    ],
  },
  relatedSpdxElement: elementId,
});

export const spdxStructure = object(
  {
    spdxVersion: { const: 'SPDX-2.3' },
    dataLicense: { const: 'CC0-1.0' },
    SPDXID: { const: 'SPDXRef-DOCUMENT' },
    name: text,
    documentNamespace: { type: 'string', pattern: '^[a-z]+://[^#\\s]+$' },
    creationInfo: object({
      created: {
        type: 'string',
        pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$',
      },
      creators: list({
        type: 'string',
        pattern: '^(Tool: .+-.+|(Organization|Person): .+)$',
      }),
      comment: {
        enum: ['Design', 'Source', 'Build', 'Analyzed', 'Deployed', 'Runtime'],
      },
    }),
    comment: text,
    packages: list(spdxPackage),
    hasExtractedLicensingInfos: list(
      object({
        licenseId: { type: 'string', pattern: '^LicenseRef-[A-Za-z0-9.-]+$' },
        name: text,
        extractedText: text,
      }),
    ),
    relationships: list(relationship),
  },
  [
    'spdxVersion',
    'dataLicense',
    'SPDXID',
    'name',
    'documentNamespace',
    'creationInfo',
    'packages',
    'relationships',
  ],
);
