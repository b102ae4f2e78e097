/**
 * The topic of Backstage's events service for files that suddenly lost most of
 * their components, as `supplyChain.scanning.suddenLoss` has it. An event is
 * published once for each loss, after it is stored; a file that stays short is
 * not told of again.
 *
 * @public
 */
export const suddenLossTopic = 'supply-chain.sudden-loss';

/** The payload of an event of {@link suddenLossTopic}. @public */
export interface SuddenLossEvent {
  /** Of whom: `component:default/shop`. */
  entityRef: string;
  /** The file's path below the source of the entity, or `upload:` and the upload's name. */
  manifest: string;
  /** Components at the file's last good reading. */
  before: number;
  /** Components now. */
  after: number;
  /** When it was read so, ISO 8601. */
  since: string;
}

/**
 * The topic of Backstage's events service for what people are told of, and for
 * whoever wants to do something else about it. Changes are published once rules
 * and decisions were applied, and at least once: the same one again has the
 * same `id`. docs/notifications.md tells what there is.
 *
 * @public
 */
export const changesTopic = 'supply-chain.changes';

/**
 * The payload of an event of {@link changesTopic}: one scan or advisory changes
 * many findings, and each event is a request of its own.
 *
 * @public
 */
export interface SupplyChainChanges {
  /** In the order in which they happened, of any services; a hundred at most. */
  changes: SupplyChainChange[];
}

/** One of {@link SupplyChainChanges}. @public */
export interface SupplyChainChange {
  /** The same change again has the same. */
  id: string;
  /** When it happened, ISO 8601. */
  at: string;
  kind:
    | 'opened'
    | 'reopened'
    | 'exploited'
    | 'rerated'
    | 'overdue'
    | 'needs-review'
    | 'decision-asked'
    | 'decision-ends'
    | 'source-stale'
    | 'sudden-loss'
    | 'gate';
  /** Of a service: `component:default/shop`. */
  entityRef?: string;
  /** Whose it is, as entity references. */
  owners: string[];
  /** The finding, as it is when it is told. */
  finding?: {
    id: string;
    /** `vulnerability`, `code`, `secret`, `configuration`, `package-risk` or `provenance`. */
    kind: string;
    /** The id of the vulnerability; else the rule of the tool, as `semgrep/eval`. */
    vulnerability: string;
    /** Absent where it is of no package. */
    ecosystem?: string;
    /** The package, or the path of the file. */
    packageName: string;
    severity: string;
    knownExploited: boolean;
    malicious: boolean;
  };
  /** The decision about a vulnerability. */
  decision?: {
    id: string;
    scope: 'organization' | 'owner' | 'system' | 'entity';
    scopeRef: string;
    vulnerability?: string;
  };
  /**
   * What else there is to say: of `rerated` the severity before (`from`), of
   * `decision-ends` when (`endsAt`), of `source-stale` the source (`id`,
   * `title`, `dataAsOf`), of `sudden-loss` the file (`manifest`, `before`,
   * `after`), of `gate` the outcomes (`gate`, `from`, `to`, `reasons`).
   */
  detail: { [key: string]: unknown };
}
