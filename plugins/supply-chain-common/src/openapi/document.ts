// Made from openapi.yaml by scripts/openapi.mjs.

export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Safety Curtain supply-chain API',
    version: '1.0.0',
    description:
      'What every catalog service is built from, what is wrong with it, and as of when that was last known. Lists are paged by cursor: pass `nextCursor` of an answer as `cursor` of the next request, with the same filters and order. Rows that the caller may not read are left out of lists, counts and exports.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [
    {
      url: '/',
    },
  ],
  tags: [
    {
      name: 'targets',
    },
    {
      name: 'findings',
    },
    {
      name: 'components',
    },
    {
      name: 'advisories',
    },
    {
      name: 'snapshots',
    },
    {
      name: 'scans',
    },
    {
      name: 'machinery',
    },
  ],
  paths: {
    '/targets': {
      get: {
        operationId: 'listTargets',
        tags: ['targets'],
        summary: 'Catalog entities that are scanned',
        parameters: [
          {
            $ref: '#/components/parameters/q',
          },
          {
            $ref: '#/components/parameters/owner',
          },
          {
            $ref: '#/components/parameters/system',
          },
          {
            $ref: '#/components/parameters/lifecycle',
          },
          {
            name: 'health',
            in: 'query',
            schema: {
              type: 'array',
              items: {
                $ref: '#/components/schemas/TargetHealth',
              },
            },
          },
          {
            name: 'orderBy',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['name', 'severity', 'lastScan'],
              default: 'name',
            },
          },
          {
            $ref: '#/components/parameters/order',
          },
          {
            $ref: '#/components/parameters/cursor',
          },
          {
            $ref: '#/components/parameters/limit',
          },
        ],
        responses: {
          '200': {
            description: 'A page of targets',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/TargetPage',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/targets/{kind}/{namespace}/{name}': {
      get: {
        operationId: 'getTarget',
        tags: ['targets'],
        summary: 'One target with its headline, coverage and freshness',
        parameters: [
          {
            name: 'kind',
            in: 'path',
            required: true,
            schema: {
              type: 'string',
              maxLength: 63,
            },
          },
          {
            name: 'namespace',
            in: 'path',
            required: true,
            schema: {
              type: 'string',
              maxLength: 63,
            },
          },
          {
            name: 'name',
            in: 'path',
            required: true,
            schema: {
              type: 'string',
              maxLength: 63,
            },
          },
        ],
        responses: {
          '200': {
            description: 'The target',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/TargetDetail',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/findings': {
      get: {
        operationId: 'listFindings',
        tags: ['findings'],
        summary: 'Findings, one per flaw of a package in a target',
        parameters: [
          {
            $ref: '#/components/parameters/entityRef',
          },
          {
            $ref: '#/components/parameters/q',
          },
          {
            $ref: '#/components/parameters/owner',
          },
          {
            $ref: '#/components/parameters/system',
          },
          {
            $ref: '#/components/parameters/lifecycle',
          },
          {
            $ref: '#/components/parameters/findingState',
          },
          {
            $ref: '#/components/parameters/severity',
          },
          {
            $ref: '#/components/parameters/ecosystem',
          },
          {
            $ref: '#/components/parameters/packageName',
          },
          {
            $ref: '#/components/parameters/advisory',
          },
          {
            $ref: '#/components/parameters/direct',
          },
          {
            $ref: '#/components/parameters/scope',
          },
          {
            $ref: '#/components/parameters/knownExploited',
          },
          {
            $ref: '#/components/parameters/fixable',
          },
          {
            name: 'orderBy',
            in: 'query',
            schema: {
              type: 'string',
              enum: [
                'severity',
                'score',
                'epss',
                'firstSeen',
                'lastSeen',
                'package',
              ],
              default: 'severity',
            },
          },
          {
            $ref: '#/components/parameters/order',
          },
          {
            $ref: '#/components/parameters/cursor',
          },
          {
            $ref: '#/components/parameters/limit',
          },
        ],
        responses: {
          '200': {
            description: 'A page of findings',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/FindingPage',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/findings/export': {
      get: {
        operationId: 'exportFindings',
        tags: ['findings'],
        summary: 'All findings of a filter as CSV, streamed',
        parameters: [
          {
            $ref: '#/components/parameters/entityRef',
          },
          {
            $ref: '#/components/parameters/q',
          },
          {
            $ref: '#/components/parameters/owner',
          },
          {
            $ref: '#/components/parameters/system',
          },
          {
            $ref: '#/components/parameters/lifecycle',
          },
          {
            $ref: '#/components/parameters/findingState',
          },
          {
            $ref: '#/components/parameters/severity',
          },
          {
            $ref: '#/components/parameters/ecosystem',
          },
          {
            $ref: '#/components/parameters/packageName',
          },
          {
            $ref: '#/components/parameters/advisory',
          },
          {
            $ref: '#/components/parameters/direct',
          },
          {
            $ref: '#/components/parameters/scope',
          },
          {
            $ref: '#/components/parameters/knownExploited',
          },
          {
            $ref: '#/components/parameters/fixable',
          },
        ],
        responses: {
          '200': {
            description: 'CSV with a header row',
            content: {
              'text/csv': {
                schema: {
                  type: 'string',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/findings/{id}': {
      get: {
        operationId: 'getFinding',
        tags: ['findings'],
        summary: "One finding with every source's claim and its history",
        parameters: [
          {
            $ref: '#/components/parameters/id',
          },
        ],
        responses: {
          '200': {
            description: 'The finding',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/FindingDetail',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/findings/{id}/paths': {
      get: {
        operationId: 'getFindingPaths',
        tags: ['findings'],
        summary:
          'How the vulnerable versions come into the target, shortest path first',
        parameters: [
          {
            $ref: '#/components/parameters/id',
          },
        ],
        responses: {
          '200': {
            description: 'Paths by manifest',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/PathList',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/components': {
      get: {
        operationId: 'listComponents',
        tags: ['components'],
        summary: "The packages of a target's current snapshot",
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            allowReserved: true,
            required: true,
            schema: {
              type: 'string',
              maxLength: 200,
            },
          },
          {
            $ref: '#/components/parameters/q',
          },
          {
            $ref: '#/components/parameters/ecosystem',
          },
          {
            $ref: '#/components/parameters/direct',
          },
          {
            $ref: '#/components/parameters/scope',
          },
          {
            name: 'vulnerable',
            in: 'query',
            schema: {
              type: 'boolean',
            },
          },
          {
            name: 'orderBy',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['name', 'findings'],
              default: 'name',
            },
          },
          {
            $ref: '#/components/parameters/order',
          },
          {
            $ref: '#/components/parameters/cursor',
          },
          {
            $ref: '#/components/parameters/limit',
          },
        ],
        responses: {
          '200': {
            description: 'A page of components',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/ComponentPage',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/usages': {
      get: {
        operationId: 'listUsages',
        tags: ['components'],
        summary: 'Where a package, version range, purl or advisory is used',
        parameters: [
          {
            name: 'package',
            in: 'query',
            allowReserved: true,
            description:
              'Package name, with or without its namespace; `name*` for all that begin so',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 500,
            },
          },
          {
            name: 'purl',
            in: 'query',
            allowReserved: true,
            schema: {
              type: 'string',
              minLength: 5,
              maxLength: 2000,
            },
          },
          {
            $ref: '#/components/parameters/advisory',
          },
          {
            $ref: '#/components/parameters/ecosystem',
          },
          {
            name: 'versions',
            in: 'query',
            allowReserved: true,
            description:
              'Comparators joined by spaces, all of which must hold, alternatives joined by ||: `>=2.0.0 <2.17.1 || 1.2.17`',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 500,
            },
          },
          {
            $ref: '#/components/parameters/owner',
          },
          {
            $ref: '#/components/parameters/cursor',
          },
          {
            $ref: '#/components/parameters/limit',
          },
        ],
        responses: {
          '200': {
            description: 'A page of usages',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/UsagePage',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/usages/export': {
      get: {
        operationId: 'exportUsages',
        tags: ['components'],
        summary: 'All usages of a filter as CSV, streamed',
        parameters: [
          {
            name: 'package',
            in: 'query',
            allowReserved: true,
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 500,
            },
          },
          {
            name: 'purl',
            in: 'query',
            allowReserved: true,
            schema: {
              type: 'string',
              minLength: 5,
              maxLength: 2000,
            },
          },
          {
            $ref: '#/components/parameters/advisory',
          },
          {
            $ref: '#/components/parameters/ecosystem',
          },
          {
            name: 'versions',
            in: 'query',
            allowReserved: true,
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 500,
            },
          },
          {
            $ref: '#/components/parameters/owner',
          },
        ],
        responses: {
          '200': {
            description: 'CSV with a header row',
            content: {
              'text/csv': {
                schema: {
                  type: 'string',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/advisories': {
      get: {
        operationId: 'listAdvisories',
        tags: ['advisories'],
        summary:
          'Flaws with open findings, each with how many services and owners it hits',
        parameters: [
          {
            $ref: '#/components/parameters/q',
          },
          {
            $ref: '#/components/parameters/owner',
          },
          {
            $ref: '#/components/parameters/severity',
          },
          {
            $ref: '#/components/parameters/knownExploited',
          },
          {
            name: 'orderBy',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['severity', 'epss', 'published'],
              default: 'severity',
            },
          },
          {
            $ref: '#/components/parameters/order',
          },
          {
            $ref: '#/components/parameters/cursor',
          },
          {
            $ref: '#/components/parameters/limit',
          },
        ],
        responses: {
          '200': {
            description: 'A page of flaws',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/FlawPage',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/advisories/{advisoryId}': {
      get: {
        operationId: 'getAdvisory',
        tags: ['advisories'],
        summary: "One flaw by any of its ids, with each source's claim",
        parameters: [
          {
            name: 'advisoryId',
            in: 'path',
            required: true,
            schema: {
              type: 'string',
              maxLength: 200,
            },
          },
        ],
        responses: {
          '200': {
            description: 'The flaw',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/FlawDetail',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/advisory-sources/{sourceId}/refresh': {
      post: {
        operationId: 'refreshAdvisorySource',
        tags: ['machinery'],
        summary:
          'Ask for a source to be read again as soon as a replica is free',
        parameters: [
          {
            name: 'sourceId',
            in: 'path',
            required: true,
            schema: {
              type: 'string',
              maxLength: 100,
            },
          },
        ],
        responses: {
          '202': {
            description: 'Asked for',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/AdvisorySource',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/snapshots': {
      get: {
        operationId: 'listSnapshots',
        tags: ['snapshots'],
        summary: 'Snapshots of a target, newest first',
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            allowReserved: true,
            required: true,
            schema: {
              type: 'string',
              maxLength: 200,
            },
          },
          {
            $ref: '#/components/parameters/cursor',
          },
          {
            $ref: '#/components/parameters/limit',
          },
        ],
        responses: {
          '200': {
            description: 'A page of snapshots',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/SnapshotPage',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/snapshots/{id}': {
      get: {
        operationId: 'getSnapshot',
        tags: ['snapshots'],
        summary: 'One snapshot',
        parameters: [
          {
            $ref: '#/components/parameters/id',
          },
        ],
        responses: {
          '200': {
            description: 'The snapshot',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Snapshot',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/snapshots/{id}/sbom': {
      get: {
        operationId: 'getSbom',
        tags: ['snapshots'],
        summary: 'The SBOM document of a snapshot, byte for byte as stored',
        parameters: [
          {
            $ref: '#/components/parameters/id',
          },
          {
            name: 'format',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['cyclonedx', 'spdx'],
              default: 'cyclonedx',
            },
          },
        ],
        responses: {
          '200': {
            description: 'The document; its SHA-256 is the ETag',
            content: {
              'application/vnd.cyclonedx+json': {
                schema: {
                  type: 'object',
                },
              },
              'application/spdx+json': {
                schema: {
                  type: 'object',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/snapshots/{id}/diff': {
      get: {
        operationId: 'diffSnapshots',
        tags: ['snapshots'],
        summary:
          'What came and went between an earlier snapshot (`base`) and this one',
        parameters: [
          {
            $ref: '#/components/parameters/id',
          },
          {
            name: 'base',
            in: 'query',
            required: true,
            schema: {
              type: 'string',
              pattern: '^[0-9]{1,18}$',
            },
          },
        ],
        responses: {
          '200': {
            description: 'The difference',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/SnapshotDiff',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/snapshots/{id}/paths': {
      get: {
        operationId: 'getComponentPaths',
        tags: ['snapshots'],
        summary: 'How a component comes into a snapshot, shortest path first',
        parameters: [
          {
            $ref: '#/components/parameters/id',
          },
          {
            name: 'purl',
            in: 'query',
            allowReserved: true,
            required: true,
            schema: {
              type: 'string',
              minLength: 5,
              maxLength: 2000,
            },
          },
        ],
        responses: {
          '200': {
            description: 'Paths by manifest',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/PathList',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/scans': {
      get: {
        operationId: 'listScans',
        tags: ['scans'],
        summary: 'Scans, newest first',
        parameters: [
          {
            $ref: '#/components/parameters/entityRef',
          },
          {
            name: 'state',
            in: 'query',
            schema: {
              type: 'array',
              items: {
                $ref: '#/components/schemas/ScanState',
              },
            },
          },
          {
            $ref: '#/components/parameters/cursor',
          },
          {
            $ref: '#/components/parameters/limit',
          },
        ],
        responses: {
          '200': {
            description: 'A page of scans',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/ScanPage',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
      post: {
        operationId: 'createScan',
        tags: ['scans'],
        summary: 'Ask for a scan now, ahead of the schedule',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['entityRef'],
                properties: {
                  entityRef: {
                    type: 'string',
                    minLength: 1,
                    maxLength: 200,
                  },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description:
              'Asked for; `scan` is there when one is already running',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/ScanRequest',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/scans/{scanId}': {
      get: {
        operationId: 'getScan',
        tags: ['scans'],
        summary: 'One scan with what it read, skipped and failed on',
        parameters: [
          {
            name: 'scanId',
            in: 'path',
            required: true,
            schema: {
              type: 'string',
              format: 'uuid',
            },
          },
        ],
        responses: {
          '200': {
            description: 'The scan',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/ScanDetail',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/overview': {
      get: {
        operationId: 'getOverview',
        tags: ['machinery'],
        summary: 'Counts over all targets that the caller may read',
        parameters: [
          {
            $ref: '#/components/parameters/owner',
          },
        ],
        responses: {
          '200': {
            description: 'The overview',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Overview',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/machinery': {
      get: {
        operationId: 'getMachinery',
        tags: ['machinery'],
        summary: 'Health of advisory sources, the queue and failing targets',
        responses: {
          '200': {
            description: 'The machinery',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Machinery',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
  },
  components: {
    parameters: {
      id: {
        name: 'id',
        in: 'path',
        required: true,
        schema: {
          type: 'string',
          pattern: '^[0-9]{1,18}$',
        },
      },
      q: {
        name: 'q',
        in: 'query',
        allowReserved: true,
        description: 'Free text',
        schema: {
          type: 'string',
          maxLength: 200,
        },
      },
      cursor: {
        name: 'cursor',
        in: 'query',
        schema: {
          type: 'string',
          maxLength: 2000,
        },
      },
      limit: {
        name: 'limit',
        in: 'query',
        schema: {
          type: 'integer',
          minimum: 1,
          maximum: 200,
          default: 50,
        },
      },
      order: {
        name: 'order',
        in: 'query',
        schema: {
          type: 'string',
          enum: ['asc', 'desc'],
        },
      },
      entityRef: {
        name: 'entityRef',
        in: 'query',
        allowReserved: true,
        schema: {
          type: 'string',
          maxLength: 200,
        },
      },
      owner: {
        name: 'owner',
        in: 'query',
        allowReserved: true,
        description: 'Entity ref of an owner',
        schema: {
          type: 'array',
          maxItems: 100,
          items: {
            type: 'string',
            maxLength: 200,
          },
        },
      },
      system: {
        name: 'system',
        in: 'query',
        allowReserved: true,
        schema: {
          type: 'array',
          maxItems: 100,
          items: {
            type: 'string',
            maxLength: 200,
          },
        },
      },
      lifecycle: {
        name: 'lifecycle',
        in: 'query',
        allowReserved: true,
        schema: {
          type: 'array',
          maxItems: 20,
          items: {
            type: 'string',
            maxLength: 100,
          },
        },
      },
      findingState: {
        name: 'state',
        in: 'query',
        schema: {
          type: 'array',
          items: {
            $ref: '#/components/schemas/FindingState',
          },
        },
      },
      severity: {
        name: 'severity',
        in: 'query',
        schema: {
          type: 'array',
          items: {
            $ref: '#/components/schemas/Severity',
          },
        },
      },
      ecosystem: {
        name: 'ecosystem',
        in: 'query',
        allowReserved: true,
        schema: {
          type: 'array',
          maxItems: 20,
          items: {
            type: 'string',
            maxLength: 100,
          },
        },
      },
      packageName: {
        name: 'package',
        in: 'query',
        allowReserved: true,
        description: 'Exact package name',
        schema: {
          type: 'string',
          maxLength: 500,
        },
      },
      advisory: {
        name: 'advisory',
        in: 'query',
        allowReserved: true,
        description: 'Any id of a flaw: CVE, GHSA, ...',
        schema: {
          type: 'string',
          minLength: 1,
          maxLength: 200,
        },
      },
      direct: {
        name: 'direct',
        in: 'query',
        schema: {
          type: 'boolean',
        },
      },
      scope: {
        name: 'scope',
        in: 'query',
        schema: {
          type: 'array',
          items: {
            $ref: '#/components/schemas/Scope',
          },
        },
      },
      knownExploited: {
        name: 'knownExploited',
        in: 'query',
        schema: {
          type: 'boolean',
        },
      },
      fixable: {
        name: 'fixable',
        in: 'query',
        schema: {
          type: 'boolean',
        },
      },
    },
    responses: {
      Error: {
        description: "An error in Backstage's shape",
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['error', 'response'],
              properties: {
                error: {
                  type: 'object',
                  required: ['name', 'message'],
                  properties: {
                    name: {
                      type: 'string',
                    },
                    message: {
                      type: 'string',
                    },
                  },
                },
                request: {
                  type: 'object',
                },
                response: {
                  type: 'object',
                  required: ['statusCode'],
                  properties: {
                    statusCode: {
                      type: 'integer',
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
    schemas: {
      Severity: {
        type: 'string',
        enum: ['critical', 'high', 'medium', 'low', 'none', 'unknown'],
      },
      Scope: {
        type: 'string',
        enum: ['runtime', 'development', 'optional'],
      },
      FindingState: {
        type: 'string',
        enum: ['open', 'resolved'],
      },
      ScanState: {
        type: 'string',
        enum: [
          'running',
          'succeeded',
          'partial',
          'unchanged',
          'failed',
          'abandoned',
        ],
      },
      ScanTrigger: {
        type: 'string',
        enum: ['schedule', 'manual', 'event', 'catalog'],
      },
      TargetHealth: {
        type: 'string',
        description:
          '`ok` the last scan read everything; `partial` some file could not be read; `failed` the last scan failed; `stale` no good scan for longer than twice the schedule; `empty` nothing that can be scanned was found; `pending` never scanned; `unscannable` the entity names no readable source',
        enum: [
          'ok',
          'partial',
          'failed',
          'stale',
          'empty',
          'pending',
          'unscannable',
        ],
      },
      Total: {
        type: 'object',
        description:
          'A count that stops at a bound; `atLeast` says that it did',
        required: ['count', 'atLeast'],
        properties: {
          count: {
            type: 'integer',
          },
          atLeast: {
            type: 'boolean',
          },
        },
      },
      SeverityCounts: {
        type: 'object',
        required: ['critical', 'high', 'medium', 'low', 'none', 'unknown'],
        properties: {
          critical: {
            type: 'integer',
          },
          high: {
            type: 'integer',
          },
          medium: {
            type: 'integer',
          },
          low: {
            type: 'integer',
          },
          none: {
            type: 'integer',
          },
          unknown: {
            type: 'integer',
          },
        },
      },
      Target: {
        type: 'object',
        required: [
          'entityRef',
          'name',
          'owners',
          'tags',
          'health',
          'openFindings',
          'schedule',
        ],
        properties: {
          entityRef: {
            type: 'string',
          },
          name: {
            type: 'string',
            description: "The entity's title or name",
          },
          kind: {
            type: 'string',
          },
          type: {
            type: 'string',
          },
          owners: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          system: {
            type: 'string',
          },
          domain: {
            type: 'string',
          },
          lifecycle: {
            type: 'string',
          },
          tags: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          source: {
            type: 'string',
            description: 'Where it is read from',
            'without credentials': null,
          },
          health: {
            $ref: '#/components/schemas/TargetHealth',
          },
          healthReason: {
            type: 'string',
          },
          openFindings: {
            $ref: '#/components/schemas/SeverityCounts',
          },
          componentCount: {
            type: 'integer',
          },
          lastScan: {
            $ref: '#/components/schemas/Scan',
          },
          lastGoodScanAt: {
            type: 'string',
            format: 'date-time',
          },
          schedule: {
            type: 'object',
            required: ['queued', 'running'],
            properties: {
              nextScanAt: {
                type: 'string',
                format: 'date-time',
              },
              queued: {
                type: 'boolean',
              },
              running: {
                type: 'boolean',
              },
              attempts: {
                type: 'integer',
              },
              lastError: {
                type: 'string',
              },
            },
          },
        },
      },
      TargetPage: {
        type: 'object',
        required: ['items', 'total'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Target',
            },
          },
          total: {
            $ref: '#/components/schemas/Total',
          },
          nextCursor: {
            type: 'string',
          },
        },
      },
      TargetDetail: {
        type: 'object',
        required: ['target', 'manifests', 'fixable', 'newest', 'advisoryData'],
        properties: {
          target: {
            $ref: '#/components/schemas/Target',
          },
          snapshot: {
            $ref: '#/components/schemas/Snapshot',
          },
          manifests: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/ManifestCoverage',
            },
          },
          fixable: {
            type: 'object',
            description:
              'Open findings with a fixed version, and how many packages those are in',
            required: ['findings', 'packages'],
            properties: {
              findings: {
                type: 'integer',
              },
              packages: {
                type: 'integer',
              },
            },
          },
          knownExploited: {
            type: 'integer',
          },
          newest: {
            type: 'array',
            description: 'Worst open findings',
            items: {
              $ref: '#/components/schemas/Finding',
            },
          },
          advisoryData: {
            $ref: '#/components/schemas/AdvisoryData',
          },
        },
      },
      ManifestCoverage: {
        type: 'object',
        required: ['path', 'outcome'],
        properties: {
          path: {
            type: 'string',
          },
          format: {
            type: 'string',
          },
          outcome: {
            type: 'string',
            enum: ['read', 'skipped', 'failed'],
          },
          reason: {
            type: 'string',
          },
          warnings: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          components: {
            type: 'integer',
          },
          staleSince: {
            type: 'string',
            format: 'date-time',
            description:
              'Set where the file could not be read and what was known before still stands',
          },
        },
      },
      AdvisoryData: {
        type: 'object',
        required: ['sources', 'advisories'],
        properties: {
          asOf: {
            type: 'string',
            format: 'date-time',
            description: 'The oldest last success among the sources in use',
          },
          advisories: {
            type: 'integer',
          },
          failing: {
            type: 'integer',
          },
          sources: {
            type: 'integer',
          },
        },
      },
      Finding: {
        type: 'object',
        required: [
          'id',
          'fingerprint',
          'entityRef',
          'targetName',
          'owners',
          'advisory',
          'severity',
          'package',
          'versions',
          'direct',
          'scope',
          'state',
          'firstSeenAt',
          'lastSeenAt',
          'knownExploited',
          'fixedVersions',
        ],
        properties: {
          id: {
            type: 'string',
          },
          fingerprint: {
            type: 'string',
          },
          entityRef: {
            type: 'string',
          },
          targetName: {
            type: 'string',
          },
          owners: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          advisory: {
            type: 'string',
            description: 'The id to show: a CVE where there is one',
          },
          aliases: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          summary: {
            type: 'string',
          },
          severity: {
            $ref: '#/components/schemas/Severity',
          },
          score: {
            type: 'number',
          },
          epss: {
            type: 'number',
          },
          epssPercentile: {
            type: 'number',
          },
          knownExploited: {
            type: 'boolean',
          },
          ecosystem: {
            type: 'string',
          },
          package: {
            type: 'string',
          },
          versions: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          fixedVersions: {
            type: 'array',
            items: {
              type: 'string',
            },
            description:
              'The smallest version that is free of it, for each affected version in use',
          },
          direct: {
            type: 'boolean',
          },
          scope: {
            $ref: '#/components/schemas/Scope',
          },
          state: {
            $ref: '#/components/schemas/FindingState',
          },
          resolvedReason: {
            type: 'string',
            enum: ['removed', 'upgraded', 'withdrawn', 'no-longer-affected'],
          },
          firstSeenAt: {
            type: 'string',
            format: 'date-time',
          },
          lastSeenAt: {
            type: 'string',
            format: 'date-time',
          },
          resolvedAt: {
            type: 'string',
            format: 'date-time',
          },
          reopened: {
            type: 'integer',
          },
          stale: {
            type: 'boolean',
            description: 'The file it is in could not be read lately',
          },
        },
      },
      FindingPage: {
        type: 'object',
        required: ['items', 'total'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Finding',
            },
          },
          total: {
            $ref: '#/components/schemas/Total',
          },
          nextCursor: {
            type: 'string',
          },
        },
      },
      FindingDetail: {
        type: 'object',
        required: ['finding', 'flaw', 'components', 'history'],
        properties: {
          finding: {
            $ref: '#/components/schemas/Finding',
          },
          flaw: {
            $ref: '#/components/schemas/FlawDetail',
          },
          components: {
            type: 'array',
            items: {
              type: 'object',
              required: ['purl', 'version', 'manifests'],
              properties: {
                purl: {
                  type: 'string',
                },
                version: {
                  type: 'string',
                },
                fixedVersion: {
                  type: 'string',
                },
                direct: {
                  type: 'boolean',
                },
                scope: {
                  $ref: '#/components/schemas/Scope',
                },
                manifests: {
                  type: 'array',
                  items: {
                    type: 'string',
                  },
                },
              },
            },
          },
          alsoClears: {
            type: 'array',
            description:
              'Other open findings of the same target that the same upgrade clears',
            items: {
              type: 'object',
              required: ['id', 'advisory', 'severity'],
              properties: {
                id: {
                  type: 'string',
                },
                advisory: {
                  type: 'string',
                },
                severity: {
                  $ref: '#/components/schemas/Severity',
                },
              },
            },
          },
          upgrade: {
            type: 'object',
            description:
              'The smallest version of the package that clears this finding',
            required: ['package', 'to'],
            properties: {
              package: {
                type: 'string',
              },
              from: {
                type: 'array',
                items: {
                  type: 'string',
                },
              },
              to: {
                type: 'string',
              },
            },
          },
          history: {
            type: 'array',
            items: {
              type: 'object',
              required: ['at', 'kind'],
              properties: {
                at: {
                  type: 'string',
                  format: 'date-time',
                },
                kind: {
                  type: 'string',
                  enum: ['opened', 'resolved', 'reopened', 'rerated', 'merged'],
                },
                scanId: {
                  type: 'string',
                },
                detail: {
                  type: 'string',
                },
              },
            },
          },
        },
      },
      PathList: {
        type: 'object',
        required: ['paths', 'truncated'],
        properties: {
          truncated: {
            type: 'boolean',
          },
          paths: {
            type: 'array',
            items: {
              type: 'object',
              required: ['manifest', 'purls'],
              properties: {
                manifest: {
                  type: 'string',
                },
                purls: {
                  type: 'array',
                  items: {
                    type: 'string',
                  },
                },
              },
            },
          },
        },
      },
      Component: {
        type: 'object',
        required: [
          'purl',
          'name',
          'version',
          'direct',
          'scope',
          'manifests',
          'findings',
        ],
        properties: {
          purl: {
            type: 'string',
          },
          ecosystem: {
            type: 'string',
          },
          name: {
            type: 'string',
          },
          version: {
            type: 'string',
          },
          license: {
            type: 'string',
          },
          direct: {
            type: 'boolean',
          },
          scope: {
            $ref: '#/components/schemas/Scope',
          },
          manifests: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          findings: {
            $ref: '#/components/schemas/SeverityCounts',
          },
        },
      },
      ComponentPage: {
        type: 'object',
        required: ['items', 'total'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Component',
            },
          },
          total: {
            $ref: '#/components/schemas/Total',
          },
          nextCursor: {
            type: 'string',
          },
        },
      },
      Usage: {
        type: 'object',
        required: [
          'entityRef',
          'targetName',
          'owners',
          'purl',
          'name',
          'version',
          'direct',
          'scope',
          'manifest',
        ],
        properties: {
          entityRef: {
            type: 'string',
          },
          targetName: {
            type: 'string',
          },
          owners: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          system: {
            type: 'string',
          },
          lifecycle: {
            type: 'string',
          },
          purl: {
            type: 'string',
          },
          ecosystem: {
            type: 'string',
          },
          name: {
            type: 'string',
          },
          version: {
            type: 'string',
          },
          direct: {
            type: 'boolean',
          },
          scope: {
            $ref: '#/components/schemas/Scope',
          },
          manifest: {
            type: 'string',
          },
          snapshotId: {
            type: 'string',
          },
          stale: {
            type: 'boolean',
          },
        },
      },
      UsagePage: {
        type: 'object',
        required: ['items', 'total', 'services', 'owners'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Usage',
            },
          },
          total: {
            $ref: '#/components/schemas/Total',
          },
          services: {
            $ref: '#/components/schemas/Total',
          },
          owners: {
            $ref: '#/components/schemas/Total',
          },
          nextCursor: {
            type: 'string',
          },
        },
      },
      Flaw: {
        type: 'object',
        required: [
          'id',
          'aliases',
          'severity',
          'knownExploited',
          'services',
          'findings',
        ],
        properties: {
          id: {
            type: 'string',
          },
          aliases: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          summary: {
            type: 'string',
          },
          severity: {
            $ref: '#/components/schemas/Severity',
          },
          score: {
            type: 'number',
          },
          epss: {
            type: 'number',
          },
          epssPercentile: {
            type: 'number',
          },
          knownExploited: {
            type: 'boolean',
          },
          publishedAt: {
            type: 'string',
            format: 'date-time',
          },
          modifiedAt: {
            type: 'string',
            format: 'date-time',
          },
          packages: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          services: {
            type: 'integer',
          },
          owners: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          findings: {
            type: 'integer',
          },
        },
      },
      FlawPage: {
        type: 'object',
        required: ['items', 'total'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Flaw',
            },
          },
          total: {
            $ref: '#/components/schemas/Total',
          },
          nextCursor: {
            type: 'string',
          },
        },
      },
      Claim: {
        type: 'object',
        description: 'What one advisory record says',
        required: ['id', 'source'],
        properties: {
          id: {
            type: 'string',
          },
          source: {
            type: 'string',
            description: 'Id of the advisory source that the record came from',
          },
          summary: {
            type: 'string',
          },
          details: {
            type: 'string',
          },
          severity: {
            $ref: '#/components/schemas/Severity',
          },
          score: {
            type: 'number',
          },
          vector: {
            type: 'string',
          },
          publishedAt: {
            type: 'string',
            format: 'date-time',
          },
          modifiedAt: {
            type: 'string',
            format: 'date-time',
          },
          withdrawnAt: {
            type: 'string',
            format: 'date-time',
          },
          affected: {
            type: 'array',
            items: {
              type: 'object',
              required: ['ecosystem', 'name', 'ranges'],
              properties: {
                ecosystem: {
                  type: 'string',
                },
                name: {
                  type: 'string',
                },
                ranges: {
                  type: 'array',
                  items: {
                    type: 'string',
                  },
                  description: 'For people: `>= 2.0.0, < 2.17.1`',
                },
              },
            },
          },
          references: {
            type: 'array',
            items: {
              type: 'object',
              required: ['type', 'url'],
              properties: {
                type: {
                  type: 'string',
                },
                url: {
                  type: 'string',
                },
              },
            },
          },
          cwes: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
        },
      },
      FlawDetail: {
        type: 'object',
        required: ['flaw', 'claims'],
        properties: {
          flaw: {
            $ref: '#/components/schemas/Flaw',
          },
          claims: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Claim',
            },
          },
          scoreBreakdown: {
            type: 'array',
            items: {
              type: 'object',
              required: ['metric', 'value'],
              properties: {
                metric: {
                  type: 'string',
                },
                value: {
                  type: 'string',
                },
                meaning: {
                  type: 'string',
                },
              },
            },
          },
          exploited: {
            type: 'object',
            required: ['dateAdded'],
            properties: {
              dateAdded: {
                type: 'string',
              },
              dueDate: {
                type: 'string',
              },
              ransomware: {
                type: 'boolean',
              },
              requiredAction: {
                type: 'string',
              },
            },
          },
        },
      },
      Snapshot: {
        type: 'object',
        required: [
          'id',
          'entityRef',
          'createdAt',
          'lastObservedAt',
          'componentCount',
          'partial',
          'documents',
        ],
        properties: {
          id: {
            type: 'string',
          },
          entityRef: {
            type: 'string',
          },
          scanId: {
            type: 'string',
          },
          revision: {
            type: 'string',
          },
          createdAt: {
            type: 'string',
            format: 'date-time',
          },
          lastObservedAt: {
            type: 'string',
            format: 'date-time',
          },
          componentCount: {
            type: 'integer',
          },
          directCount: {
            type: 'integer',
          },
          partial: {
            type: 'boolean',
          },
          documents: {
            type: 'array',
            items: {
              type: 'object',
              required: ['format', 'sha256', 'size'],
              properties: {
                format: {
                  type: 'string',
                  enum: ['cyclonedx', 'spdx'],
                },
                sha256: {
                  type: 'string',
                },
                size: {
                  type: 'integer',
                  description: 'bytes',
                },
              },
            },
          },
        },
      },
      SnapshotPage: {
        type: 'object',
        required: ['items', 'total'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Snapshot',
            },
          },
          total: {
            $ref: '#/components/schemas/Total',
          },
          nextCursor: {
            type: 'string',
          },
        },
      },
      SnapshotDiff: {
        type: 'object',
        required: [
          'base',
          'snapshot',
          'added',
          'removed',
          'changed',
          'findingsOpened',
          'findingsResolved',
        ],
        properties: {
          base: {
            $ref: '#/components/schemas/Snapshot',
          },
          snapshot: {
            $ref: '#/components/schemas/Snapshot',
          },
          added: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/PackageVersion',
            },
          },
          removed: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/PackageVersion',
            },
          },
          changed: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'before', 'after'],
              properties: {
                name: {
                  type: 'string',
                },
                type: {
                  type: 'string',
                },
                before: {
                  type: 'array',
                  items: {
                    type: 'string',
                  },
                },
                after: {
                  type: 'array',
                  items: {
                    type: 'string',
                  },
                },
              },
            },
          },
          findingsOpened: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Finding',
            },
          },
          findingsResolved: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Finding',
            },
          },
        },
      },
      PackageVersion: {
        type: 'object',
        required: ['name', 'version'],
        properties: {
          purl: {
            type: 'string',
          },
          name: {
            type: 'string',
          },
          version: {
            type: 'string',
          },
        },
      },
      Scan: {
        type: 'object',
        required: ['id', 'entityRef', 'trigger', 'state', 'startedAt'],
        properties: {
          id: {
            type: 'string',
          },
          entityRef: {
            type: 'string',
          },
          trigger: {
            $ref: '#/components/schemas/ScanTrigger',
          },
          requestedBy: {
            type: 'string',
          },
          state: {
            $ref: '#/components/schemas/ScanState',
          },
          step: {
            $ref: '#/components/schemas/ScanStep',
          },
          progress: {
            type: 'string',
            description: 'What the step is at, for people: `12 of 40 files`',
          },
          revision: {
            type: 'string',
          },
          startedAt: {
            type: 'string',
            format: 'date-time',
          },
          finishedAt: {
            type: 'string',
            format: 'date-time',
          },
          durationMs: {
            type: 'integer',
          },
          snapshotId: {
            type: 'string',
          },
          error: {
            type: 'string',
          },
          filesRead: {
            type: 'integer',
          },
          filesSkipped: {
            type: 'integer',
          },
          filesFailed: {
            type: 'integer',
          },
          componentCount: {
            type: 'integer',
          },
          findingsOpened: {
            type: 'integer',
          },
          findingsResolved: {
            type: 'integer',
          },
          openFindings: {
            $ref: '#/components/schemas/SeverityCounts',
          },
        },
      },
      ScanStep: {
        type: 'string',
        enum: ['fetching', 'reading', 'documents', 'matching', 'storing'],
      },
      ScanPage: {
        type: 'object',
        required: ['items', 'total'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Scan',
            },
          },
          total: {
            $ref: '#/components/schemas/Total',
          },
          nextCursor: {
            type: 'string',
          },
        },
      },
      ScanDetail: {
        type: 'object',
        required: ['scan', 'files'],
        properties: {
          scan: {
            $ref: '#/components/schemas/Scan',
          },
          files: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/ManifestCoverage',
            },
          },
        },
      },
      ScanRequest: {
        type: 'object',
        required: ['entityRef', 'queued'],
        properties: {
          entityRef: {
            type: 'string',
          },
          queued: {
            type: 'boolean',
          },
          scan: {
            $ref: '#/components/schemas/Scan',
          },
        },
      },
      Overview: {
        type: 'object',
        required: [
          'targets',
          'health',
          'openFindings',
          'knownExploited',
          'owners',
          'components',
          'advisoryData',
        ],
        properties: {
          targets: {
            type: 'integer',
          },
          components: {
            $ref: '#/components/schemas/Total',
          },
          health: {
            type: 'array',
            items: {
              type: 'object',
              required: ['health', 'targets'],
              properties: {
                health: {
                  $ref: '#/components/schemas/TargetHealth',
                },
                targets: {
                  type: 'integer',
                },
              },
            },
          },
          openFindings: {
            $ref: '#/components/schemas/SeverityCounts',
          },
          knownExploited: {
            type: 'integer',
          },
          fixable: {
            type: 'integer',
          },
          owners: {
            type: 'array',
            description:
              'Up to 50 owners, most critical and high findings first',
            items: {
              type: 'object',
              required: ['owner', 'targets', 'openFindings'],
              properties: {
                owner: {
                  type: 'string',
                  description: 'Empty where nobody owns the services',
                },
                targets: {
                  type: 'integer',
                },
                openFindings: {
                  $ref: '#/components/schemas/SeverityCounts',
                },
              },
            },
          },
          advisoryData: {
            $ref: '#/components/schemas/AdvisoryData',
          },
        },
      },
      AdvisorySource: {
        type: 'object',
        required: ['id', 'title', 'kind', 'state'],
        properties: {
          id: {
            type: 'string',
          },
          title: {
            type: 'string',
          },
          kind: {
            type: 'string',
            enum: ['osv', 'epss', 'kev'],
          },
          location: {
            type: 'string',
            description: 'Without credentials',
          },
          state: {
            type: 'string',
            enum: ['ok', 'failing', 'pending', 'running'],
          },
          lastAttemptAt: {
            type: 'string',
            format: 'date-time',
          },
          lastSuccessAt: {
            type: 'string',
            format: 'date-time',
          },
          dataAsOf: {
            type: 'string',
            format: 'date-time',
          },
          records: {
            type: 'integer',
          },
          rejected: {
            type: 'integer',
          },
          error: {
            type: 'string',
          },
        },
      },
      Machinery: {
        type: 'object',
        required: ['sources', 'queue', 'failingTargets', 'workers'],
        properties: {
          sources: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/AdvisorySource',
            },
          },
          queue: {
            type: 'object',
            required: ['due', 'running', 'backingOff', 'targets'],
            properties: {
              targets: {
                type: 'integer',
              },
              due: {
                type: 'integer',
              },
              running: {
                type: 'integer',
              },
              backingOff: {
                type: 'integer',
              },
              oldestDueAt: {
                type: 'string',
                format: 'date-time',
              },
            },
          },
          workers: {
            type: 'integer',
            description: 'Scans that this replica may run at once',
          },
          catalog: {
            type: 'object',
            properties: {
              lastPassAt: {
                type: 'string',
                format: 'date-time',
              },
              error: {
                type: 'string',
              },
            },
          },
          failingTargets: {
            type: 'array',
            description: 'Up to 50',
            'longest failing first': null,
            items: {
              $ref: '#/components/schemas/Target',
            },
          },
        },
      },
    },
  },
};
