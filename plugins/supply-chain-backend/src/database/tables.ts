import type {
  AdvisorySourceStatus,
  DecisionDetail,
  DecisionSubject,
  Finding,
  FindingDetail,
  FindingState,
  GateOutcome,
  LicenseCategory,
  LicenseState,
  ManifestCoverage,
  ScanState,
  ScanStep,
  ScanTrigger,
  ServiceChange,
  SnapshotOrigin,
} from '@safety-curtain/plugin-supply-chain-common';
import type { ProvenanceOutcome } from '@safety-curtain/provenance';
import type { PomState } from '@safety-curtain/sbom';
import type { Justification } from '@safety-curtain/vex';

/*
 * Rows of all tables, as both databases give them. What is written may differ:
 * a `Date` goes into a `Timestamp`, and columns with defaults may be left out.
 */

/** A moment: PostgreSQL gives dates, SQLite milliseconds. `toDate` reads both. */
export type Timestamp = Date | number;

/** PostgreSQL gives booleans, SQLite 0 and 1. `toBoolean` reads both. */
export type Flag = boolean | number;

/** Columns of a table that is joined where it has a row. */
export type LeftJoined<Row> = { [Column in keyof Row]: Row[Column] | null };

/** A number of 64 bits: PostgreSQL gives it as text. `Number` reads both. */
export type BigNumber = number | string;

/** One OSV record as a source had it last. `document` is the record as JSON. */
export interface DbAdvisoriesRow {
  id: string;
  source_id: string;
  vulnerability_id: number | null;
  modified_at: Timestamp;
  withdrawn_at: Timestamp | null;
  digest: string;
  document: string;
}

/** Other names that a record gives itself. */
export interface DbAdvisoryAliasesRow {
  advisory_id: string;
  alias: string;
}

/**
 * One row for each package that a record names; `affected` is what it says of
 * it, as JSON.
 */
export interface DbAdvisoryPackagesRow {
  advisory_id: string;
  ecosystem: string;
  name: string;
  affected: string;
}

/**
 * Sources of advisories, and the feeds of scores and of known exploitation.
 * `state` is JSON that is the source's own.
 */
export interface DbAdvisorySourcesRow {
  id: string;
  title: string;
  kind: AdvisorySourceStatus['kind'];
  location: string;
  state: string | null;
  next_refresh_at: Timestamp | null;
  attempts: number;
  last_attempt_at: Timestamp | null;
  last_success_at: Timestamp | null;
  data_as_of: Timestamp | null;
  oldest_part: string | null;
  rejected: number;
  records: number;
  error: string | null;
  active: Flag;
  example: Flag;
  stale_after_seconds: number | null;
  whole_records: number | null;
  whole_location: string | null;
  /** Of a place of VEX documents. */
  documents: number | null;
  /** Its statements that no finding meets. */
  unmatched: number | null;
  /** Of a feed of scores, by which model they were made. */
  model_version: string | null;
}

/** A ref by which an uploaded SBOM in force names a component. */
export interface DbBomRefsRow {
  snapshot_id: BigNumber;
  component_id: BigNumber;
  ref: string;
}

/** A period in which a target had an alert level: 1 low, 2 medium, 3 high. */
export interface DbAlertLevelsRow {
  id: BigNumber;
  target_id: number;
  level: number;
  since: Timestamp;
  until: Timestamp | null;
}

/** Who did or was refused what. `meta` is JSON. */
export interface DbAuditEventsRow {
  id: BigNumber;
  at: Timestamp;
  event: string;
  actor: string;
  entity_ref: string | null;
  outcome: string;
  meta: string;
}

/**
 * What a source of package metadata answered of a component, and when it is
 * asked again.
 */
export interface DbComponentAnswersRow {
  component_id: BigNumber;
  source_id: string;
  state: string;
  asked_at: Timestamp;
  due_at: Timestamp | null;
  attempts: number;
  error: string | null;
}

/** What registries know of a version. */
export interface DbComponentFactsRow {
  component_id: BigNumber;
  published_at: Timestamp | null;
  deprecated: string | null;
  homepage: string | null;
  versions_behind: number | null;
  days_behind: number | null;
  release: string | null;
}

/**
 * What is wrong with a package version: `risk` is JSON of the engine of package
 * risks, `until` when it is over by itself.
 */
export interface DbComponentRisksRow {
  component_id: BigNumber;
  rule: string;
  risk: string;
  until: Timestamp | null;
}

/** A lock file that has another hash of a package version than `components.locked_hash`. */
export interface DbOtherHashesRow {
  manifest_id: number;
  component_id: BigNumber;
  hash: string;
}

/** Package versions whose risks are to be worked out again. */
export interface DbRiskUpdatesRow {
  component_id: BigNumber;
  noted: number;
}

/** Targets whose report on packages is behind. */
export interface DbRiskTargetsRow {
  target_id: number;
  noted: number;
}

/**
 * One claim of a license: who says what of a component, from when, and until
 * when it held.
 */
export interface DbComponentLicensesRow {
  id: BigNumber;
  component_id: BigNumber;
  source: string;
  text: string;
  expression: string | null;
  decision_id: BigNumber | null;
  recorded_at: Timestamp;
  superseded_at: Timestamp | null;
  license_text_id: number | null;
}

/** Which records hit a component. */
export interface DbComponentMatchesRow {
  component_id: BigNumber;
  advisory_id: string;
  fixed_version: string | null;
}

/**
 * Where a package version comes from, with the queue of questions about it.
 * `details` is JSON: an `Origin` with `attestations`.
 */
export interface DbComponentProvenanceRow {
  component_id: BigNumber;
  ecosystem: string;
  outcome: ProvenanceOutcome | null;
  reason: string | null;
  level: number | null;
  details: string | null;
  checked_at: Timestamp | null;
  error: string | null;
  attempts: number;
  due_at: Timestamp | null;
  lease_ticket: string | null;
  lease_until: Timestamp | null;
}

/** One package version, named by its purl, for the whole organization. */
export interface DbComponentsRow {
  id: BigNumber;
  purl: string;
  package_id: number | null;
  name: string;
  version: string;
  created_at: Timestamp;
  package_purl: string | null;
  license_id: number | null;
  facts_pending: Flag;
  locked_hash: string | null;
}

/** The history of a decision. */
export interface DbDecisionEventsRow {
  id: BigNumber;
  decision_id: BigNumber;
  at: Timestamp;
  kind: DecisionDetail['history'][number]['kind'];
  by: string;
  comment: string | null;
}

/** What people decided: exceptions, curated licenses, holds, exemptions. */
export interface DbDecisionsRow {
  id: BigNumber;
  subject: DecisionSubject;
  state: 'proposed' | 'active' | 'rejected' | 'revoked';
  scope_kind: 'organization' | 'owner' | 'system' | 'entity';
  scope_ref: string;
  purl: string | null;
  license: string | null;
  release: string | null;
  verdict: string;
  reason: string;
  author: string;
  approver: string | null;
  created_at: Timestamp;
  decided_at: Timestamp | null;
  ends_at: Timestamp | null;
  ended_at: Timestamp | null;
  check_id: string | null;
  scorecard: string | null;
  vulnerability: string | null;
  ecosystem: string | null;
  package_name: string | null;
  justification: Justification | null;
  responses: string | null;
  versions: string | null;
  ends_when: 'fix' | 'version-moves' | null;
  pauses_clock: Flag;
  origin: 'person' | 'file' | 'report' | 'vex' | 'rule';
  origin_ref: string | null;
  evidence: string | null;
  end_noted: Flag;
  finding_fingerprint: string | null;
  /** Of statements of documents: when they were made first, and last. */
  first_said_at: Timestamp | null;
  said_at: Timestamp | null;
}

/** What retention deleted, in numbers. */
export interface DbDeletionsRow {
  id: BigNumber;
  at: Timestamp;
  kind: string;
  entity_ref: string | null;
  count: number;
  before: Timestamp;
  reason: string;
}

/**
 * Documents by the SHA-256 of their bytes. `gzip` is null where a store
 * elsewhere has them.
 */
export interface DbDocumentsRow {
  sha256: string;
  media_type: string;
  gzip: Buffer;
  size: number;
  created_at: Timestamp;
  store: string;
  unnamed_since: Timestamp | null;
  deleting: Flag;
  checked_at: Timestamp | null;
  damaged_since: Timestamp | null;
  damage: string | null;
  healed_at: Timestamp | null;
  healed_damage: string | null;
  unchecked_at: Timestamp | null;
}

/** The EPSS score of each CVE. */
export interface DbEpssRow {
  cve: string;
  score: number;
  percentile: number;
}

/**
 * Exports of the archive that were asked for. `scope` and `formats` are JSON.
 */
export interface DbExportsRow {
  id: string;
  scope: string;
  formats: string;
  state: 'ready' | 'running' | 'finished' | 'cancelled' | 'failed';
  requested_by: string;
  created_at: Timestamp;
  started_at: Timestamp | null;
  finished_at: Timestamp | null;
  lease_until: Timestamp | null;
  services: number;
  services_done: number;
  documents: number;
  bytes: BigNumber;
  manifest_sha256: string | null;
  signed_by: string | null;
  error: string | null;
}

/** A finding of a known vulnerability of a package. */
export interface DbVulnerabilityFindingsRow extends DbFindingsRow {
  package_id: number;
  vulnerability_id: number;
}

/** The history of a finding. `detail` is JSON. */
export interface DbFindingEventsRow {
  id: BigNumber;
  finding_id: BigNumber;
  target_id: number;
  at: Timestamp;
  kind: FindingDetail['history'][number]['kind'];
  scan_id: string | null;
  detail: string | null;
  decision_id: BigNumber | null;
}

/**
 * What findings are behind, noted by whoever changed it. `kind` is `package` or
 * `vulnerability`.
 */
export interface DbFindingUpdatesRow {
  kind: 'package' | 'vulnerability';
  ref_id: number;
  after_target: number;
}

/**
 * What is wrong with a target: one vulnerability of one package, or what a rule
 * of a tool found at one place (`rule_id`; the vulnerability is null then, and
 * the package mostly). `risk` is computed from severity, score, scores of
 * exploitation, relation and scope. `package_name` is what lists are sorted by:
 * the package, or the path of what is in none. `place` is JSON, a
 * `Place` of a report.
 */
export interface DbFindingsRow {
  id: BigNumber;
  fingerprint: string;
  target_id: number;
  kind: number;
  package_id: number | null;
  vulnerability_id: number | null;
  rule_id: number | null;
  message: string | null;
  place: string | null;
  state: FindingState;
  resolved_reason: NonNullable<Finding['resolvedReason']> | null;
  severity: number;
  score: number;
  epss: number;
  known_exploited: Flag;
  malicious: Flag;
  scope: number;
  fixable: Flag;
  package_name: string;
  first_seen_at: Timestamp;
  last_seen_at: Timestamp;
  resolved_at: Timestamp | null;
  reopened: number;
  relation: number;
  risk: BigNumber | null;
  versions: string;
  exposure: number;
  due_day: number;
  analysis: number;
  needs_review: Flag;
  decision_id: BigNumber | null;
  triage_changes: number;
}

/** The catalog of known exploited vulnerabilities. */
export interface DbKnownExploitedRow {
  cve: string;
  date_added: string;
  due_date: string | null;
  ransomware: Flag;
  required_action: string | null;
}

/** Who does what only one replica may do at a time. */
export interface DbLeasesRow {
  name: string;
  ticket: string | null;
  lease_until: Timestamp | null;
  done_at: Timestamp | null;
}

/** What a policy has against a component of a target. */
export interface DbLicenseIssuesRow {
  id: BigNumber;
  target_id: number;
  component_id: BigNumber;
  license_id: number;
  policy: string;
  verdict: number;
  scope: number;
  package_name: string;
  first_seen_at: Timestamp;
  exception_id: BigNumber | null;
  excepted_until: Timestamp | null;
  relation: number;
}

/** Policies in force, as they were judged by. `document` is JSON. */
export interface DbLicensePoliciesRow {
  name: string;
  title: string;
  digest: string;
  document: string;
  development: Flag;
  judged_at: Timestamp | null;
}

/** What manifests say of licenses, each text once. */
export interface DbLicenseTextsRow {
  id: number;
  key: string;
  source: string;
  text: string;
  expression: string | null;
}

/** Claims of manifests that are not settled yet. */
export interface DbLicenseUpdatesRow {
  id: BigNumber;
  component_id: BigNumber;
  license_text_id: number;
}

/** What each policy says of a license. `reasons` is JSON. */
export interface DbLicenseVerdictsRow {
  license_id: number;
  policy: string;
  verdict: number;
  chosen: string | null;
  reasons: string;
}

/** One license as it was understood. `candidates` is JSON. */
export interface DbLicensesRow {
  id: number;
  key: string;
  state: LicenseState;
  expression: string | null;
  candidates: string;
  category: LicenseCategory;
}

/** POMs of registries. `content` is gzip. */
export interface DbMavenPomsRow {
  name: string;
  registry: string;
  content: Buffer | null;
  state: PomState | null;
  reason: string | null;
  asked_at: Timestamp;
  due_at: Timestamp | null;
}

/** Sources of package metadata. `ecosystems` is JSON. */
export interface DbMetadataSourcesRow {
  id: string;
  title: string;
  ecosystems: string;
  active: Flag;
  last_success_at: Timestamp | null;
  paused_until: Timestamp | null;
  failures: number;
  error: string | null;
}

/** Results of OpenSSF Scorecard as they were fetched. `document` is JSON. */
export interface DbOpenssfResultsRow {
  target_id: number;
  url: string;
  etag: string | null;
  asked_at: Timestamp;
  document: string | null;
  error: string | null;
}

/** How a forge says that a repository is set up. */
export interface DbRepositoryStatesRow {
  /** The web address of the repository. */
  address: string;
  forge: string;
  asked_at: Timestamp;
  /** When `state` was told. */
  read_at: Timestamp | null;
  state: string | null;
  error: string | null;
}

/** What registries know of a package, and when they are asked again. */
export interface DbPackageFactsRow {
  package_id: number;
  ecosystem: string;
  latest_version: string | null;
  latest_published_at: Timestamp | null;
  openssf_score: number | null;
  first_published_at: Timestamp | null;
  releases_due_at: Timestamp | null;
  due_at: Timestamp | null;
  lease_ticket: string | null;
  lease_until: Timestamp | null;
}

/** Each part of a package's name, for search by it. */
export interface DbPackageNamesRow {
  name: string;
  package_id: number;
}

/** Versions of a package that its registry lists, as `records/registries/packageReleases.ts` has it. */
export interface DbPackageReleasesRow {
  package_id: number;
  told_at: Timestamp;
  complete: Flag;
  releases: string;
}

/** One package of an ecosystem. `lookup_name` is its name in lower case. */
export interface DbPackagesRow {
  id: number;
  ecosystem: string;
  name: string;
  lookup_name: string;
}

/**
 * Links that are gone: which component was in which manifest, and until when.
 */
export interface DbPastComponentsRow {
  id: BigNumber;
  target_id: number;
  component_id: BigNumber;
  manifest: string;
  scope: number;
  since: Timestamp | null;
  until: Timestamp;
  relation: number;
}

/** What a scan did with each file. */
export interface DbScanFilesRow {
  scan_id: string;
  position: number;
  path: string;
  outcome: ManifestCoverage['outcome'];
  format: string | null;
  reason: string | null;
  warnings: string | null;
  components: number | null;
  loss_before: number | null;
  loss_since: Timestamp | null;
  unresolved: string | null;
}

/**
 * One run over one revision of a target. `progress` and `open_findings` are
 * JSON.
 */
export interface DbScansRow {
  id: string;
  target_id: number;
  trigger: ScanTrigger;
  requested_by: string | null;
  state: ScanState;
  step: ScanStep | null;
  progress: string | null;
  revision: string | null;
  started_at: Timestamp;
  finished_at: Timestamp | null;
  duration_ms: number | null;
  snapshot_id: BigNumber | null;
  error: string | null;
  files_read: number;
  files_skipped: number;
  files_failed: number;
  component_count: number | null;
  findings_opened: number;
  findings_resolved: number;
  open_findings: string | null;
  advisories_as_of: Timestamp | null;
  sudden_losses: number;
  restored_documents: number;
  unresolved_versions: number | null;
}

/**
 * When a target is asked for its scorecards, and how often what they rest on
 * has changed.
 */
export interface DbScorecardQueueRow {
  target_id: number;
  due_at: Timestamp;
  changes: number;
  version: string;
  lease_until: Timestamp | null;
  attempts: number;
  error: string | null;
}

/**
 * The components of a target at a revision, by the documents that say so.
 * `tools` and `quality_checks` are JSON.
 */
export interface DbSnapshotsRow {
  id: BigNumber;
  target_id: number;
  scan_id: string;
  revision: string | null;
  digest: string;
  created_at: Timestamp;
  last_observed_at: Timestamp;
  component_count: number;
  direct_count: number;
  partial: Flag;
  inventory_sha256: string;
  cyclonedx_sha256: string;
  spdx_sha256: string;
  origin: SnapshotOrigin;
  series: string;
  release: string | null;
  recorded_by: string | null;
  tools: string | null;
  quality: number | null;
  quality_checks: string | null;
  original_sha256: string | null;
  original_format: string | null;
  observations: number;
  superseded_at: Timestamp | null;
  /** What other documents call the uploaded SBOM by. */
  bom_link: string | null;
  /** Of the documents that were written; see `bomIdentityOf`. */
  bom_serial: string | null;
  bom_version: number;
}

/** Campaigns that a target has not met. */
export interface DbScorecardResultCampaignsRow {
  target_id: number;
  scorecard: string;
  campaign: string;
}

/**
 * What each check answered of a target. `evidence` and `exemption` are JSON.
 */
export interface DbScorecardResultChecksRow {
  scorecard: string;
  target_id: number;
  check_id: string;
  position: number;
  answer: string;
  result: string;
  reason: string;
  evidence: string;
  to_change: number;
  score: number | null;
  exemption: string | null;
  since: Timestamp;
}

/**
 * From when until when a level (`check_id` empty) or an answer was what it was.
 */
export interface DbScorecardPeriodsRow {
  id: BigNumber;
  scorecard: string;
  target_id: number;
  check_id: string;
  value: string;
  since: Timestamp;
  until: Timestamp | null;
}

/**
 * How a target stands on a scorecard. `missing`, `campaigns` and `openssf` are
 * JSON.
 */
export interface DbScorecardResultsRow {
  scorecard: string;
  target_id: number;
  version: string;
  levels_held: number;
  level_since: Timestamp;
  answers: string;
  missing: string;
  campaigns: string;
  openssf: string | null;
  critical: Flag;
  scored_at: Timestamp;
}

/** Relations between groups, systems and domains. */
export interface DbStructureEdgesRow {
  from_ref: string;
  relation: string;
  to_ref: string;
}

/** Groups, systems and domains of the catalog. */
export interface DbStructureNodesRow {
  ref: string;
  kind: string;
  title: string;
  etag: string;
}

/** Links in force: which component is in which manifest of a target. */
export interface DbTargetComponentsRow {
  manifest_id: number;
  component_id: BigNumber;
  target_id: number;
  scope: number;
  since: Timestamp | null;
  license_text_id: number | null;
  relation: number;
}

/** How many components of a target have which license. */
export interface DbTargetLicensesRow {
  target_id: number;
  license_id: number;
  shipped: number;
  development: number;
  pending: number;
}

/** Manifests of a target. `lock` and `unresolved` are JSON. */
export interface DbTargetManifestsRow {
  id: number;
  target_id: number;
  path: string;
  format: string;
  graph: string;
  read_at: Timestamp;
  stale_since: Timestamp | null;
  stale_reason: string | null;
  series: string;
  lock: string | null;
  loss_before: number | null;
  loss_since: Timestamp | null;
  unresolved: string | null;
}

/** Who owns a target. */
export interface DbTargetOwnersRow {
  target_id: number;
  owner_ref: string;
}

/** What a scan saw of the source beside its manifests. `manifests` is JSON. */
export interface DbTargetSourcesRow {
  target_id: number;
  sha256: string | null;
  revision: string | null;
  read_at: Timestamp;
  manifests: string;
  files: number | null;
}

/** Tags of a target's entity. */
export interface DbTargetTagsRow {
  target_id: number;
  tag: string;
}

/**
 * A catalog entity that is scanned, with when it is due, and counts of what is
 * open. `tags` and `source` are JSON.
 */
export interface DbTargetsRow {
  id: number;
  entity_ref: string;
  kind: string;
  name: string;
  type: string | null;
  lifecycle: string | null;
  system_ref: string | null;
  domain_ref: string | null;
  tags: string;
  entity_etag: string;
  source: string | null;
  source_error: string | null;
  source_host: string;
  removed_at: Timestamp | null;
  next_scan_at: Timestamp | null;
  priority: number;
  pending_trigger: ScanTrigger | null;
  pending_requester: string | null;
  lease_until: Timestamp | null;
  lease_scan_id: string | null;
  attempts: number;
  last_error: string | null;
  source_etag: string | null;
  last_scan_id: string | null;
  last_good_scan_at: Timestamp | null;
  last_outcome: string | null;
  snapshot_id: BigNumber | null;
  component_count: number;
  open_critical: number;
  open_high: number;
  open_medium: number;
  open_low: number;
  open_none: number;
  open_unknown: number;
  open_known_exploited: number;
  created_at: Timestamp;
  last_upload_at: Timestamp | null;
  open_fixable: number;
  distribution: string;
  distribution_because: string;
  last_read_at: Timestamp | null;
  observations: number;
  source_address: string | null;
  exposure: number;
  exposure_because: string;
  triage_key: string;
  alert_level: number;
  gate_outcome: number;
  gate_since: Timestamp | null;
  release_name: string | null;
}

/**
 * By which rules and policies findings were looked at last, and by which
 * thresholds services were.
 */
export interface DbTriageSettingsRow {
  name: string;
  digest: string;
  after_id: BigNumber | null;
}

/** What CISA says of a CVE (SSVC). */
export interface DbVulnrichmentRow {
  cve: string;
  exploitation: string | null;
  automatable: Flag | null;
  technical_impact: 'partial' | 'total' | null;
}

/**
 * All records that are joined by their ids and aliases. `risk` is computed as
 * that of findings.
 */
export interface DbVulnerabilitiesRow {
  id: number;
  key: string;
  summary: string | null;
  severity: number;
  score: number | null;
  vector: string | null;
  epss: number | null;
  epss_percentile: number | null;
  known_exploited: Flag;
  malicious: Flag;
  published_at: Timestamp | null;
  modified_at: Timestamp | null;
  risk: number | null;
  automatable: Flag | null;
  technical_impact: 'partial' | 'total' | null;
  exploited_since: string | null;
}

/** Which names lead to which vulnerability. */
export interface DbVulnerabilityNamesRow {
  name: string;
  vulnerability_id: number;
}

/** A VEX document whose statements are decisions here. */
export interface DbVexDocumentsRow {
  id: BigNumber;
  scope_kind: 'organization' | 'entity';
  scope_ref: string;
  ref: string;
  version: string | null;
  format: string;
  sha256: string;
  author: string | null;
  document_at: Timestamp | null;
  statements: number;
  not_understood: string;
  imported_at: Timestamp;
  imported_by: string;
  superseded_at: Timestamp | null;
  /** The configured place that it is from; null: somebody sent it. */
  place: string | null;
  /** Where in the place it was read, and the version of the bytes there. */
  place_file: string | null;
  place_version: string | null;
}

/** A content of a VEX document of a service that was given out. */
export interface DbVexIssuesRow {
  target_id: number;
  /** What it is of the service: `vex all`. */
  variant: string;
  version: number;
  digest: string;
  issued_at: Timestamp;
}

/** An ignore file of a tool, as it was read last. */
export interface DbIgnoreFilesRow {
  id: BigNumber;
  target_id: number;
  path: string;
  origin: 'source' | 'upload';
  tool: string;
  sha256: string;
  entries: string;
  not_understood: string;
  error: string | null;
  read_at: Timestamp;
}

/** What happened, until it is known whom it is told to. `detail` is JSON. */
export interface DbOutboxRow {
  id: BigNumber;
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
  finding_id: BigNumber | null;
  target_id: number | null;
  decision_id: BigNumber | null;
  detail: string | null;
  at: Timestamp;
}

/** What a group is told, until it was told. `detail` is JSON. */
export interface DbNoticesRow {
  id: BigNumber;
  group_ref: string;
  /** At once, at the group's hour, or in its next digest. */
  slot: 'now' | 'hour' | 'digest';
  topic: string;
  subject: string;
  vulnerability_id: number | null;
  /** Of what tools report, in place of a vulnerability. */
  rule_id: number | null;
  detail: string | null;
  created_at: Timestamp;
  due_at: Timestamp;
  changes: number;
  attempts: number;
  /** Null while it was not tried, or was told since. */
  failing_since: Timestamp | null;
  error: string | null;
}

/** How far what comes with time was looked at. */
export interface DbTellMarksRow {
  name: string;
  value: string;
}

/** A pull request, and what is still to be done about it. */
export interface DbPullRequestsRow {
  id: number;
  forge: string;
  repository: string;
  number: number;
  title: string;
  url: string;
  state: 'open' | 'closed';
  head_revision: string;
  head_branch: string;
  head_repository: string;
  base_revision: string | null;
  base_branch: string;
  changed_at: Timestamp | null;
  heard_at: Timestamp;
  closed_at: Timestamp | null;
  due_at: Timestamp | null;
  /** Goes up with each event: what came while it was worked on is seen. */
  events: number;
  lease_id: string | null;
  lease_until: Timestamp | null;
  attempts: number;
  error: string | null;
  read_revision: string | null;
  read_base_branch: string | null;
  merge_base: string | null;
  services_left: number;
  outcome: GateOutcome | null;
  judged_at: Timestamp | null;
  judge_again: Flag;
  reported_digest: string | null;
  reported_revision: string | null;
  reported_at: Timestamp | null;
  comment_ref: string | null;
}

/** Targets whose findings of provenance are to be brought in step. */
export interface DbProvenanceUpdatesRow {
  target_id: number;
  due_at: Timestamp;
}

/** A service that a pull request is about, once it is read. `notes` is JSON. */
export interface DbPullRequestServicesRow {
  pull_request_id: number;
  target_id: number;
  head_sha256: string | null;
  base_sha256: string | null;
  /** What is said of head and base beside their packages; null until that is read. */
  head_reported_sha256: string | null;
  base_reported_sha256: string | null;
  notes: string | null;
  outcome: GateOutcome | null;
  added: number;
  fixed: number;
  removed: number;
}

/** A ticket in a tracker, or one that is to be. */
export interface DbTicketsRow {
  id: BigNumber;
  key: string;
  rule: string;
  tracker: string;
  project: string;
  group_kind: 'upgrade' | 'vulnerability' | 'service' | 'rule';
  /** JSON: `TicketGroup` of records/tickets. */
  group_name: string;
  title: string;
  /** `left`: closed by people though findings are open. */
  state: 'waiting' | 'open' | 'left' | 'closed';
  remote_id: string | null;
  url: string | null;
  remote_state: 'open' | 'closed' | null;
  /** JSON: who says that nothing will be done, and in which words. */
  wont_fix: string | null;
  written_state: 'open' | 'closed' | null;
  written_digest: string | null;
  written_fields: string | null;
  written_at: Timestamp | null;
  first_attempt_at: Timestamp | null;
  last_attempt_at: Timestamp | null;
  changes: number;
  due_at: Timestamp | null;
  attempts: number;
  error: string | null;
  created_at: Timestamp;
}

/** `digest` tells whether what the service brings has changed. */
export interface DbTicketTargetsRow {
  ticket_id: BigNumber;
  target_id: number;
  digest: string;
}

/** `wanted`: the ticket is open because of it. */
export interface DbTicketFindingsRow {
  ticket_id: BigNumber;
  finding_id: BigNumber;
  target_id: number;
  wanted: Flag;
}

/** `changes` grows with each mark: whoever looked takes off what it saw. */
export interface DbTicketMarksRow {
  target_id: number;
  changes: number;
  due_at: Timestamp;
}

/** How a tracker answers. */
export interface DbTicketTrackersRow {
  id: string;
  failures: number;
  paused_until: Timestamp | null;
  error: string | null;
  failed_at: Timestamp | null;
  read_at: Timestamp | null;
}

/**
 * A release of a service. `snapshot_id` is what it is of, `changelog_sha256`
 * the document that says what came and went since `previous_id`.
 */
export interface DbReleasesRow {
  id: BigNumber;
  target_id: number;
  series: string;
  name: string;
  made_by: 'upload' | 'annotation' | 'api';
  recorded_by: string | null;
  snapshot_id: BigNumber;
  revision: string | null;
  previous_id: BigNumber | null;
  released_at: Timestamp;
  changelog_sha256: string | null;
  changelog_due_at: Timestamp | null;
  changelog_error: string | null;
}

/** What changed in a service, beside its findings. */
export interface DbServiceChangesRow {
  id: BigNumber;
  target_id: number;
  at: Timestamp;
  kind: ServiceChange['kind'];
  subject: string;
  ecosystem: string | null;
  before: string | null;
  after: string | null;
  detail: string | null;
  first_use: Flag;
}

/** Random values that all replicas share, made once. */
export interface DbInstallationKeysRow {
  name: string;
  value: string;
}

/**
 * What a tool looks for. `key` is what decisions name it by; `cwes` and `tags`
 * are JSON lists.
 */
export interface DbToolRulesRow {
  id: number;
  key: string;
  tool: string;
  name: string;
  title: string | null;
  description: string | null;
  help_uri: string | null;
  cwes: string;
  tags: string;
}

/**
 * The last report of a tool about a target, one for each category. `digest` is
 * that of what it says, `notices` a JSON list.
 */
export interface DbToolReportsRow {
  id: BigNumber;
  target_id: number;
  tool: string;
  category: string;
  origin: 'upload' | 'source' | 'native';
  tool_name: string;
  tool_version: string | null;
  format: string;
  digest: string;
  received_at: Timestamp;
  received_by: string;
  ran_at: Timestamp | null;
  revision: string | null;
  results: number;
  cut_total: number | null;
  partial: Flag;
  notices: string;
}

/**
 * What the last report of a tool claims. Either it is about a package and a
 * vulnerability that are known here, or `finding_fingerprint` says which finding
 * it is of. `place` and `details` are JSON.
 */
export interface DbToolResultsRow {
  id: BigNumber;
  report_id: BigNumber;
  target_id: number;
  finding_id: BigNumber | null;
  fingerprint: string;
  finding_fingerprint: string | null;
  kind: number;
  rule_id: number;
  package_id: number | null;
  vulnerability_id: number | null;
  vulnerability: string | null;
  severity: number;
  score: number;
  confidence: string | null;
  message: string;
  path: string | null;
  place: string | null;
  version: string | null;
  fixable: Flag;
  /** Done with where it was reported. */
  suppressed: Flag;
  details: string;
  first_seen_at: Timestamp;
}

/** An image that a service is shipped as. `facts` is JSON: `ImageFacts` of records/images. */
export interface DbTargetImagesRow {
  id: number;
  target_id: number;
  series: string;
  image: string;
  removed_at: Timestamp | null;
  digest: string | null;
  image_digest: string | null;
  facts: string | null;
  sbom: 'read' | 'none' | 'failed' | null;
  sbom_error: string | null;
  content: string | null;
  changed_at: Timestamp | null;
  looked_at: Timestamp | null;
  error: string | null;
  attempts: number;
  due_at: Timestamp;
}

declare module 'knex/types/tables' {
  interface Tables {
    advisories: DbAdvisoriesRow;
    advisory_aliases: DbAdvisoryAliasesRow;
    advisory_packages: DbAdvisoryPackagesRow;
    advisory_sources: DbAdvisorySourcesRow;
    alert_levels: DbAlertLevelsRow;
    audit_events: DbAuditEventsRow;
    bom_refs: DbBomRefsRow;
    component_answers: DbComponentAnswersRow;
    component_facts: DbComponentFactsRow;
    component_licenses: DbComponentLicensesRow;
    component_matches: DbComponentMatchesRow;
    component_risks: DbComponentRisksRow;
    component_provenance: DbComponentProvenanceRow;
    components: DbComponentsRow;
    decision_events: DbDecisionEventsRow;
    decisions: DbDecisionsRow;
    deletions: DbDeletionsRow;
    documents: DbDocumentsRow;
    epss: DbEpssRow;
    exports: DbExportsRow;
    finding_events: DbFindingEventsRow;
    finding_updates: DbFindingUpdatesRow;
    findings: DbFindingsRow;
    ignore_files: DbIgnoreFilesRow;
    installation_keys: DbInstallationKeysRow;
    known_exploited: DbKnownExploitedRow;
    leases: DbLeasesRow;
    license_issues: DbLicenseIssuesRow;
    license_policies: DbLicensePoliciesRow;
    license_texts: DbLicenseTextsRow;
    license_updates: DbLicenseUpdatesRow;
    license_verdicts: DbLicenseVerdictsRow;
    licenses: DbLicensesRow;
    maven_poms: DbMavenPomsRow;
    metadata_sources: DbMetadataSourcesRow;
    notices: DbNoticesRow;
    openssf_results: DbOpenssfResultsRow;
    other_hashes: DbOtherHashesRow;
    outbox: DbOutboxRow;
    package_facts: DbPackageFactsRow;
    package_names: DbPackageNamesRow;
    package_releases: DbPackageReleasesRow;
    packages: DbPackagesRow;
    past_components: DbPastComponentsRow;
    provenance_updates: DbProvenanceUpdatesRow;
    pull_request_services: DbPullRequestServicesRow;
    pull_requests: DbPullRequestsRow;
    releases: DbReleasesRow;
    repository_states: DbRepositoryStatesRow;
    risk_targets: DbRiskTargetsRow;
    risk_updates: DbRiskUpdatesRow;
    scan_files: DbScanFilesRow;
    scans: DbScansRow;
    scorecard_queue: DbScorecardQueueRow;
    service_changes: DbServiceChangesRow;
    snapshots: DbSnapshotsRow;
    scorecard_result_campaigns: DbScorecardResultCampaignsRow;
    scorecard_result_checks: DbScorecardResultChecksRow;
    scorecard_periods: DbScorecardPeriodsRow;
    scorecard_results: DbScorecardResultsRow;
    structure_edges: DbStructureEdgesRow;
    structure_nodes: DbStructureNodesRow;
    target_components: DbTargetComponentsRow;
    target_images: DbTargetImagesRow;
    target_licenses: DbTargetLicensesRow;
    target_manifests: DbTargetManifestsRow;
    target_owners: DbTargetOwnersRow;
    target_sources: DbTargetSourcesRow;
    target_tags: DbTargetTagsRow;
    targets: DbTargetsRow;
    tell_marks: DbTellMarksRow;
    ticket_findings: DbTicketFindingsRow;
    ticket_marks: DbTicketMarksRow;
    ticket_targets: DbTicketTargetsRow;
    ticket_trackers: DbTicketTrackersRow;
    tickets: DbTicketsRow;
    tool_reports: DbToolReportsRow;
    tool_results: DbToolResultsRow;
    tool_rules: DbToolRulesRow;
    triage_settings: DbTriageSettingsRow;
    vex_documents: DbVexDocumentsRow;
    vex_issues: DbVexIssuesRow;
    vulnerabilities: DbVulnerabilitiesRow;
    vulnerability_names: DbVulnerabilityNamesRow;
    vulnrichment: DbVulnrichmentRow;
  }
}
