// Made from openapi.yaml by scripts/openapi.mjs.

export interface paths {
  '/targets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Catalog entities that are scanned */
    get: operations['listTargets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/targets/{kind}/{namespace}/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One target with its headline, coverage and freshness */
    get: operations['getTarget'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Findings, one per flaw of a package in a target */
    get: operations['listFindings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All findings of a filter as CSV, streamed */
    get: operations['exportFindings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One finding with every source's claim and its history */
    get: operations['getFinding'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings/{id}/paths': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the vulnerable versions come into the target, shortest path first */
    get: operations['getFindingPaths'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/components': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The packages of a target's current snapshot */
    get: operations['listComponents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/usages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where a package, version range, purl or advisory is used */
    get: operations['listUsages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/usages/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All usages of a filter as CSV, streamed */
    get: operations['exportUsages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/advisories': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Flaws with open findings, each with how many services and owners it hits */
    get: operations['listAdvisories'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/advisories/{advisoryId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One flaw by any of its ids, with each source's claim */
    get: operations['getAdvisory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/advisory-sources/{sourceId}/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask for a source to be read again as soon as a replica is free */
    post: operations['refreshAdvisorySource'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/snapshots': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Snapshots of a target, newest first */
    get: operations['listSnapshots'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/snapshots/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One snapshot */
    get: operations['getSnapshot'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/snapshots/{id}/sbom': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The SBOM document of a snapshot, byte for byte as stored */
    get: operations['getSbom'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/snapshots/{id}/diff': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What came and went between an earlier snapshot (`base`) and this one */
    get: operations['diffSnapshots'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/snapshots/{id}/paths': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How a component comes into a snapshot, shortest path first */
    get: operations['getComponentPaths'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/scans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Scans, newest first */
    get: operations['listScans'];
    put?: never;
    /** Ask for a scan now, ahead of the schedule */
    post: operations['createScan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/scans/{scanId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One scan with what it read, skipped and failed on */
    get: operations['getScan'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Counts over all targets that the caller may read */
    get: operations['getOverview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/machinery': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Health of advisory sources, the queue and failing targets */
    get: operations['getMachinery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @enum {string} */
    Severity: 'critical' | 'high' | 'medium' | 'low' | 'none' | 'unknown';
    /** @enum {string} */
    Scope: 'runtime' | 'development' | 'optional';
    /** @enum {string} */
    FindingState: 'open' | 'resolved';
    /** @enum {string} */
    ScanState:
      | 'running'
      | 'succeeded'
      | 'partial'
      | 'unchanged'
      | 'failed'
      | 'abandoned';
    /** @enum {string} */
    ScanTrigger: 'schedule' | 'manual' | 'event' | 'catalog';
    /**
     * @description `ok` the last scan read everything; `partial` some file could not be read; `failed` the last scan failed; `stale` no good scan for longer than twice the schedule; `empty` nothing that can be scanned was found; `pending` never scanned; `unscannable` the entity names no readable source
     * @enum {string}
     */
    TargetHealth:
      | 'ok'
      | 'partial'
      | 'failed'
      | 'stale'
      | 'empty'
      | 'pending'
      | 'unscannable';
    /** @description A count that stops at a bound; `atLeast` says that it did */
    Total: {
      count: number;
      atLeast: boolean;
    };
    SeverityCounts: {
      critical: number;
      high: number;
      medium: number;
      low: number;
      none: number;
      unknown: number;
    };
    Target: {
      entityRef: string;
      /** @description The entity's title or name */
      name: string;
      kind?: string;
      type?: string;
      owners: string[];
      system?: string;
      domain?: string;
      lifecycle?: string;
      tags: string[];
      /** @description Where it is read from */
      source?: string;
      health: components['schemas']['TargetHealth'];
      healthReason?: string;
      openFindings: components['schemas']['SeverityCounts'];
      componentCount?: number;
      lastScan?: components['schemas']['Scan'];
      /** Format: date-time */
      lastGoodScanAt?: string;
      schedule: {
        /** Format: date-time */
        nextScanAt?: string;
        queued: boolean;
        running: boolean;
        attempts?: number;
        lastError?: string;
      };
    };
    TargetPage: {
      items: components['schemas']['Target'][];
      total: components['schemas']['Total'];
      nextCursor?: string;
    };
    TargetDetail: {
      target: components['schemas']['Target'];
      snapshot?: components['schemas']['Snapshot'];
      manifests: components['schemas']['ManifestCoverage'][];
      /** @description Open findings with a fixed version, and how many packages those are in */
      fixable: {
        findings: number;
        packages: number;
      };
      knownExploited?: number;
      /** @description Worst open findings */
      newest: components['schemas']['Finding'][];
      advisoryData: components['schemas']['AdvisoryData'];
    };
    ManifestCoverage: {
      path: string;
      format?: string;
      /** @enum {string} */
      outcome: 'read' | 'skipped' | 'failed';
      reason?: string;
      warnings?: string[];
      components?: number;
      /**
       * Format: date-time
       * @description Set where the file could not be read and what was known before still stands
       */
      staleSince?: string;
    };
    AdvisoryData: {
      /**
       * Format: date-time
       * @description The oldest last success among the sources in use
       */
      asOf?: string;
      advisories: number;
      failing?: number;
      sources: number;
    };
    Finding: {
      id: string;
      fingerprint: string;
      entityRef: string;
      targetName: string;
      owners: string[];
      /** @description The id to show: a CVE where there is one */
      advisory: string;
      aliases?: string[];
      summary?: string;
      severity: components['schemas']['Severity'];
      score?: number;
      epss?: number;
      epssPercentile?: number;
      knownExploited: boolean;
      ecosystem?: string;
      package: string;
      versions: string[];
      /** @description The smallest version that is free of it, for each affected version in use */
      fixedVersions: string[];
      direct: boolean;
      scope: components['schemas']['Scope'];
      state: components['schemas']['FindingState'];
      /** @enum {string} */
      resolvedReason?:
        | 'removed'
        | 'upgraded'
        | 'withdrawn'
        | 'no-longer-affected';
      /** Format: date-time */
      firstSeenAt: string;
      /** Format: date-time */
      lastSeenAt: string;
      /** Format: date-time */
      resolvedAt?: string;
      reopened?: number;
      /** @description The file it is in could not be read lately */
      stale?: boolean;
    };
    FindingPage: {
      items: components['schemas']['Finding'][];
      total: components['schemas']['Total'];
      nextCursor?: string;
    };
    FindingDetail: {
      finding: components['schemas']['Finding'];
      flaw: components['schemas']['FlawDetail'];
      components: {
        purl: string;
        version: string;
        fixedVersion?: string;
        direct?: boolean;
        scope?: components['schemas']['Scope'];
        manifests: string[];
      }[];
      /** @description Other open findings of the same target that the same upgrade clears */
      alsoClears?: {
        id: string;
        advisory: string;
        severity: components['schemas']['Severity'];
      }[];
      /** @description The smallest version of the package that clears this finding */
      upgrade?: {
        package: string;
        from?: string[];
        to: string;
      };
      history: {
        /** Format: date-time */
        at: string;
        /** @enum {string} */
        kind: 'opened' | 'resolved' | 'reopened' | 'rerated' | 'merged';
        scanId?: string;
        detail?: string;
      }[];
    };
    PathList: {
      truncated: boolean;
      paths: {
        manifest: string;
        purls: string[];
      }[];
    };
    Component: {
      purl: string;
      ecosystem?: string;
      name: string;
      version: string;
      license?: string;
      direct: boolean;
      scope: components['schemas']['Scope'];
      manifests: string[];
      findings: components['schemas']['SeverityCounts'];
    };
    ComponentPage: {
      items: components['schemas']['Component'][];
      total: components['schemas']['Total'];
      nextCursor?: string;
    };
    Usage: {
      entityRef: string;
      targetName: string;
      owners: string[];
      system?: string;
      lifecycle?: string;
      purl: string;
      ecosystem?: string;
      name: string;
      version: string;
      direct: boolean;
      scope: components['schemas']['Scope'];
      manifest: string;
      snapshotId?: string;
      stale?: boolean;
    };
    UsagePage: {
      items: components['schemas']['Usage'][];
      total: components['schemas']['Total'];
      services: components['schemas']['Total'];
      owners: components['schemas']['Total'];
      nextCursor?: string;
    };
    Flaw: {
      id: string;
      aliases: string[];
      summary?: string;
      severity: components['schemas']['Severity'];
      score?: number;
      epss?: number;
      epssPercentile?: number;
      knownExploited: boolean;
      /** Format: date-time */
      publishedAt?: string;
      /** Format: date-time */
      modifiedAt?: string;
      packages?: string[];
      services: number;
      owners?: string[];
      findings: number;
    };
    FlawPage: {
      items: components['schemas']['Flaw'][];
      total: components['schemas']['Total'];
      nextCursor?: string;
    };
    /** @description What one advisory record says */
    Claim: {
      id: string;
      /** @description Id of the advisory source that the record came from */
      source: string;
      summary?: string;
      details?: string;
      severity?: components['schemas']['Severity'];
      score?: number;
      vector?: string;
      /** Format: date-time */
      publishedAt?: string;
      /** Format: date-time */
      modifiedAt?: string;
      /** Format: date-time */
      withdrawnAt?: string;
      affected?: {
        ecosystem: string;
        name: string;
        /** @description For people: `>= 2.0.0, < 2.17.1` */
        ranges: string[];
      }[];
      references?: {
        type: string;
        url: string;
      }[];
      cwes?: string[];
    };
    FlawDetail: {
      flaw: components['schemas']['Flaw'];
      claims: components['schemas']['Claim'][];
      scoreBreakdown?: {
        metric: string;
        value: string;
        meaning?: string;
      }[];
      exploited?: {
        dateAdded: string;
        dueDate?: string;
        ransomware?: boolean;
        requiredAction?: string;
      };
    };
    Snapshot: {
      id: string;
      entityRef: string;
      scanId?: string;
      revision?: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      lastObservedAt: string;
      componentCount: number;
      directCount?: number;
      partial: boolean;
      documents: {
        /** @enum {string} */
        format: 'cyclonedx' | 'spdx';
        sha256: string;
        /** @description bytes */
        size: number;
      }[];
    };
    SnapshotPage: {
      items: components['schemas']['Snapshot'][];
      total: components['schemas']['Total'];
      nextCursor?: string;
    };
    SnapshotDiff: {
      base: components['schemas']['Snapshot'];
      snapshot: components['schemas']['Snapshot'];
      added: components['schemas']['PackageVersion'][];
      removed: components['schemas']['PackageVersion'][];
      changed: {
        name: string;
        type?: string;
        before: string[];
        after: string[];
      }[];
      findingsOpened: components['schemas']['Finding'][];
      findingsResolved: components['schemas']['Finding'][];
    };
    PackageVersion: {
      purl?: string;
      name: string;
      version: string;
    };
    Scan: {
      id: string;
      entityRef: string;
      trigger: components['schemas']['ScanTrigger'];
      requestedBy?: string;
      state: components['schemas']['ScanState'];
      step?: components['schemas']['ScanStep'];
      /** @description What the step is at, for people: `12 of 40 files` */
      progress?: string;
      revision?: string;
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      finishedAt?: string;
      durationMs?: number;
      snapshotId?: string;
      error?: string;
      filesRead?: number;
      filesSkipped?: number;
      filesFailed?: number;
      componentCount?: number;
      findingsOpened?: number;
      findingsResolved?: number;
      openFindings?: components['schemas']['SeverityCounts'];
    };
    /** @enum {string} */
    ScanStep: 'fetching' | 'reading' | 'documents' | 'matching' | 'storing';
    ScanPage: {
      items: components['schemas']['Scan'][];
      total: components['schemas']['Total'];
      nextCursor?: string;
    };
    ScanDetail: {
      scan: components['schemas']['Scan'];
      files: components['schemas']['ManifestCoverage'][];
    };
    ScanRequest: {
      entityRef: string;
      queued: boolean;
      scan?: components['schemas']['Scan'];
    };
    Overview: {
      targets: number;
      components: components['schemas']['Total'];
      health: {
        health: components['schemas']['TargetHealth'];
        targets: number;
      }[];
      openFindings: components['schemas']['SeverityCounts'];
      knownExploited: number;
      fixable?: number;
      /** @description Up to 50 owners, most critical and high findings first */
      owners: {
        /** @description Empty where nobody owns the services */
        owner: string;
        targets: number;
        openFindings: components['schemas']['SeverityCounts'];
      }[];
      advisoryData: components['schemas']['AdvisoryData'];
    };
    AdvisorySource: {
      id: string;
      title: string;
      /** @enum {string} */
      kind: 'osv' | 'epss' | 'kev';
      /** @description Without credentials */
      location?: string;
      /** @enum {string} */
      state: 'ok' | 'failing' | 'pending' | 'running';
      /** Format: date-time */
      lastAttemptAt?: string;
      /** Format: date-time */
      lastSuccessAt?: string;
      /** Format: date-time */
      dataAsOf?: string;
      records?: number;
      rejected?: number;
      error?: string;
    };
    Machinery: {
      sources: components['schemas']['AdvisorySource'][];
      queue: {
        targets: number;
        due: number;
        running: number;
        backingOff: number;
        /** Format: date-time */
        oldestDueAt?: string;
      };
      /** @description Scans that this replica may run at once */
      workers: number;
      catalog?: {
        /** Format: date-time */
        lastPassAt?: string;
        error?: string;
      };
      /** @description Up to 50 */
      failingTargets: components['schemas']['Target'][];
    };
  };
  responses: {
    /** @description An error in Backstage's shape */
    Error: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          error: {
            name: string;
            message: string;
          };
          request?: Record<string, never>;
          response: {
            statusCode: number;
          };
        };
      };
    };
  };
  parameters: {
    id: string;
    /** @description Free text */
    q: string;
    cursor: string;
    limit: number;
    order: 'asc' | 'desc';
    entityRef: string;
    /** @description Entity ref of an owner */
    owner: string[];
    system: string[];
    lifecycle: string[];
    findingState: components['schemas']['FindingState'][];
    severity: components['schemas']['Severity'][];
    ecosystem: string[];
    /** @description Exact package name */
    packageName: string;
    /** @description Any id of a flaw: CVE, GHSA, ... */
    advisory: string;
    direct: boolean;
    scope: components['schemas']['Scope'][];
    knownExploited: boolean;
    fixable: boolean;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listTargets: {
    parameters: {
      query?: {
        /** @description Free text */
        q?: components['parameters']['q'];
        /** @description Entity ref of an owner */
        owner?: components['parameters']['owner'];
        system?: components['parameters']['system'];
        lifecycle?: components['parameters']['lifecycle'];
        health?: components['schemas']['TargetHealth'][];
        orderBy?: 'name' | 'severity' | 'lastScan';
        order?: components['parameters']['order'];
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of targets */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TargetPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getTarget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: string;
        namespace: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The target */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TargetDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listFindings: {
    parameters: {
      query?: {
        entityRef?: components['parameters']['entityRef'];
        /** @description Free text */
        q?: components['parameters']['q'];
        /** @description Entity ref of an owner */
        owner?: components['parameters']['owner'];
        system?: components['parameters']['system'];
        lifecycle?: components['parameters']['lifecycle'];
        state?: components['parameters']['findingState'];
        severity?: components['parameters']['severity'];
        ecosystem?: components['parameters']['ecosystem'];
        /** @description Exact package name */
        package?: components['parameters']['packageName'];
        /** @description Any id of a flaw: CVE, GHSA, ... */
        advisory?: components['parameters']['advisory'];
        direct?: components['parameters']['direct'];
        scope?: components['parameters']['scope'];
        knownExploited?: components['parameters']['knownExploited'];
        fixable?: components['parameters']['fixable'];
        orderBy?:
          | 'severity'
          | 'score'
          | 'epss'
          | 'firstSeen'
          | 'lastSeen'
          | 'package';
        order?: components['parameters']['order'];
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of findings */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  exportFindings: {
    parameters: {
      query?: {
        entityRef?: components['parameters']['entityRef'];
        /** @description Free text */
        q?: components['parameters']['q'];
        /** @description Entity ref of an owner */
        owner?: components['parameters']['owner'];
        system?: components['parameters']['system'];
        lifecycle?: components['parameters']['lifecycle'];
        state?: components['parameters']['findingState'];
        severity?: components['parameters']['severity'];
        ecosystem?: components['parameters']['ecosystem'];
        /** @description Exact package name */
        package?: components['parameters']['packageName'];
        /** @description Any id of a flaw: CVE, GHSA, ... */
        advisory?: components['parameters']['advisory'];
        direct?: components['parameters']['direct'];
        scope?: components['parameters']['scope'];
        knownExploited?: components['parameters']['knownExploited'];
        fixable?: components['parameters']['fixable'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description CSV with a header row */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  getFinding: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The finding */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getFindingPaths: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Paths by manifest */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PathList'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listComponents: {
    parameters: {
      query: {
        entityRef: string;
        /** @description Free text */
        q?: components['parameters']['q'];
        ecosystem?: components['parameters']['ecosystem'];
        direct?: components['parameters']['direct'];
        scope?: components['parameters']['scope'];
        vulnerable?: boolean;
        orderBy?: 'name' | 'findings';
        order?: components['parameters']['order'];
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of components */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ComponentPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listUsages: {
    parameters: {
      query?: {
        /** @description Package name, with or without its namespace; `name*` for all that begin so */
        package?: string;
        purl?: string;
        /** @description Any id of a flaw: CVE, GHSA, ... */
        advisory?: components['parameters']['advisory'];
        ecosystem?: components['parameters']['ecosystem'];
        /** @description Comparators joined by spaces, all of which must hold, alternatives joined by ||: `>=2.0.0 <2.17.1 || 1.2.17` */
        versions?: string;
        /** @description Entity ref of an owner */
        owner?: components['parameters']['owner'];
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of usages */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UsagePage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  exportUsages: {
    parameters: {
      query?: {
        package?: string;
        purl?: string;
        /** @description Any id of a flaw: CVE, GHSA, ... */
        advisory?: components['parameters']['advisory'];
        ecosystem?: components['parameters']['ecosystem'];
        versions?: string;
        /** @description Entity ref of an owner */
        owner?: components['parameters']['owner'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description CSV with a header row */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  listAdvisories: {
    parameters: {
      query?: {
        /** @description Free text */
        q?: components['parameters']['q'];
        /** @description Entity ref of an owner */
        owner?: components['parameters']['owner'];
        severity?: components['parameters']['severity'];
        knownExploited?: components['parameters']['knownExploited'];
        orderBy?: 'severity' | 'epss' | 'published';
        order?: components['parameters']['order'];
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of flaws */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FlawPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getAdvisory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        advisoryId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The flaw */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FlawDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  refreshAdvisorySource: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sourceId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Asked for */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AdvisorySource'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listSnapshots: {
    parameters: {
      query: {
        entityRef: string;
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of snapshots */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SnapshotPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getSnapshot: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The snapshot */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Snapshot'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getSbom: {
    parameters: {
      query?: {
        format?: 'cyclonedx' | 'spdx';
      };
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The document; its SHA-256 is the ETag */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.cyclonedx+json': Record<string, never>;
          'application/spdx+json': Record<string, never>;
        };
      };
      default: components['responses']['Error'];
    };
  };
  diffSnapshots: {
    parameters: {
      query: {
        base: string;
      };
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The difference */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SnapshotDiff'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getComponentPaths: {
    parameters: {
      query: {
        purl: string;
      };
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Paths by manifest */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PathList'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listScans: {
    parameters: {
      query?: {
        entityRef?: components['parameters']['entityRef'];
        state?: components['schemas']['ScanState'][];
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of scans */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScanPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  createScan: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          entityRef: string;
        };
      };
    };
    responses: {
      /** @description Asked for; `scan` is there when one is already running */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScanRequest'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getScan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        scanId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The scan */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getOverview: {
    parameters: {
      query?: {
        /** @description Entity ref of an owner */
        owner?: components['parameters']['owner'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The overview */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Overview'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getMachinery: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The machinery */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Machinery'];
        };
      };
      default: components['responses']['Error'];
    };
  };
}
