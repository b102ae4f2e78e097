import type { components, operations } from './openapi/schema';

type Schemas = components['schemas'];

/** @public */
export type Severity = Schemas['Severity'];
/** @public */
export type SeverityCounts = Schemas['SeverityCounts'];
/** Why a component is there: needed to run, only to build and test, or optional. @public */
export type ComponentScope = Schemas['Scope'];
/** @public */
export type FindingState = Schemas['FindingState'];
/** @public */
export type ScanState = Schemas['ScanState'];
/** @public */
export type ScanStep = Schemas['ScanStep'];
/** @public */
export type ScanTrigger = Schemas['ScanTrigger'];
/** @public */
export type TargetHealth = Schemas['TargetHealth'];
/** A count that stops at a bound. @public */
export type Total = Schemas['Total'];
/** @public */
export type Target = Schemas['Target'];
/** @public */
export type TargetDetail = Schemas['TargetDetail'];
/** @public */
export type ManifestCoverage = Schemas['ManifestCoverage'];
/** @public */
export type AdvisoryData = Schemas['AdvisoryData'];
/** @public */
export type Finding = Schemas['Finding'];
/** @public */
export type FindingDetail = Schemas['FindingDetail'];
/** @public */
export type PathList = Schemas['PathList'];
/** @public */
export type Component = Schemas['Component'];
/** @public */
export type Usage = Schemas['Usage'];
/** @public */
export type UsagePage = Schemas['UsagePage'];
/** One flaw: all advisory records that speak of the same thing. @public */
export type Flaw = Schemas['Flaw'];
/** @public */
export type FlawDetail = Schemas['FlawDetail'];
/** What one advisory record says. @public */
export type Claim = Schemas['Claim'];
/** @public */
export type Snapshot = Schemas['Snapshot'];
/** @public */
export type SnapshotDiff = Schemas['SnapshotDiff'];
/** @public */
export type Scan = Schemas['Scan'];
/** @public */
export type ScanDetail = Schemas['ScanDetail'];
/** @public */
export type ScanRequest = Schemas['ScanRequest'];
/** @public */
export type Overview = Schemas['Overview'];
/** @public */
export type Machinery = Schemas['Machinery'];
/** @public */
export type AdvisorySourceStatus = Schemas['AdvisorySource'];

/** A page of a list; `nextCursor` is absent on the last one. @public */
export interface Page<T> {
  items: T[];
  total: Total;
  nextCursor?: string;
}

type QueryOf<Op extends keyof operations> = NonNullable<
  operations[Op]['parameters']['query']
>;

/** @public */
export type TargetQuery = QueryOf<'listTargets'>;
/** @public */
export type FindingQuery = QueryOf<'listFindings'>;
/** A finding filter without order and paging. @public */
export type FindingFilter = QueryOf<'exportFindings'>;
/** @public */
export type ComponentQuery = QueryOf<'listComponents'>;
/** @public */
export type UsageQuery = QueryOf<'listUsages'>;
/** A usage filter without paging. @public */
export type UsageFilter = QueryOf<'exportUsages'>;
/** @public */
export type FlawQuery = QueryOf<'listAdvisories'>;
/** @public */
export type ScanQuery = QueryOf<'listScans'>;
/** @public */
export type SnapshotQuery = QueryOf<'listSnapshots'>;
/** @public */
export type SbomFormat = 'cyclonedx' | 'spdx';
