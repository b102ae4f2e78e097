// What OpenVEX 0.2.0 asks of a document ("The VEX Document", "Statement Fields"), as a schema.

const identity = {
  type: 'object',
  anyOf: [{ required: ['@id'] }, { required: ['identifiers'] }],
  properties: {
    '@id': { type: 'string', minLength: 1 },
    identifiers: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        purl: { type: 'string' },
        cpe22: { type: 'string' },
        cpe23: { type: 'string' },
      },
    },
    hashes: { type: 'object' },
    subcomponents: { type: 'array', minItems: 1 },
  },
  additionalProperties: false,
};

const needs = (status: string, ...fields: string[]) => ({
  if: { properties: { status: { const: status } } },
  then: { anyOf: fields.map(field => ({ required: [field] })) },
});

const statement = {
  type: 'object',
  required: ['vulnerability', 'products', 'status'],
  additionalProperties: false,
  properties: {
    '@id': { type: 'string' },
    version: { type: 'integer', minimum: 1 },
    vulnerability: {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: {
        '@id': { type: 'string' },
        name: { type: 'string', minLength: 1 },
        description: { type: 'string' },
        aliases: {
          type: 'array',
          uniqueItems: true,
          items: { type: 'string' },
        },
      },
    },
    timestamp: { type: 'string', format: 'date-time' },
    last_updated: { type: 'string', format: 'date-time' },
    products: {
      type: 'array',
      minItems: 1,
      items: {
        ...identity,
        properties: {
          ...identity.properties,
          subcomponents: { type: 'array', minItems: 1, items: identity },
        },
      },
    },
    status: {
      enum: ['not_affected', 'affected', 'fixed', 'under_investigation'],
    },
    supplier: { type: 'string' },
    status_notes: { type: 'string' },
    justification: {
      enum: [
        'component_not_present',
        'vulnerable_code_not_present',
        'vulnerable_code_not_in_execute_path',
        'vulnerable_code_cannot_be_controlled_by_adversary',
        'inline_mitigations_already_exist',
      ],
    },
    impact_statement: { type: 'string' },
    action_statement: { type: 'string' },
    action_statement_timestamp: { type: 'string', format: 'date-time' },
  },
  allOf: [
    needs('not_affected', 'justification', 'impact_statement'),
    needs('affected', 'action_statement'),
  ],
};

export const openVexStructure = {
  type: 'object',
  required: ['@context', '@id', 'author', 'timestamp', 'version', 'statements'],
  additionalProperties: false,
  properties: {
    '@context': { const: 'https://openvex.dev/ns/v0.2.0' },
    '@id': { type: 'string', format: 'uri' },
    author: { type: 'string', minLength: 1 },
    role: { type: 'string' },
    timestamp: { type: 'string', format: 'date-time' },
    last_updated: { type: 'string', format: 'date-time' },
    version: { type: 'integer', minimum: 1 },
    tooling: { type: 'string' },
    statements: { type: 'array', minItems: 0, items: statement },
  },
};
