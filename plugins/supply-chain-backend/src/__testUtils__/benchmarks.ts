// What the benchmarks at the root of the repository measure of this package, in one place where
// types and names are checked: they are not TypeScript.
export { addTargets, catalogTarget } from './organization';
export { createReplica } from './scanning';
export { createUploadServer } from './uploadServer';
export { AdvisoryRefresher } from '../flows/advise/AdvisoryRefresher';
export { storeAdvisories } from '../flows/advise/storeAdvisories';
export { storeRecords } from '../flows/advise/storeRecords';
export { Exports } from '../flows/export/Exports';
export { readExport } from '../flows/export/exportStore';
export { GateOutcomes } from '../flows/gate/GateOutcomes';
export { Gates } from '../flows/gate/Gates';
export { storeUnchanged } from '../flows/scan/storeScan';
export { AlertLevels } from '../flows/score/AlertLevels';
export { CheckPool } from '../flows/score/CheckPool';
export { Scorer } from '../flows/score/Scorer';
export { readTellOptions } from '../flows/tell/options';
export { Teller } from '../flows/tell/Teller';
export { decideFindings } from '../flows/triage/decideFindings';
export { Triager } from '../flows/triage/Triager';
export { readDuePolicies } from '@safety-curtain/policy';
export { epssFeed } from '../outside/feeds/exploitFeeds';
export { readRecordFile } from '../outside/feeds/recordFiles';
export { NpmSource } from '../outside/registries/npm/NpmSource';
export { Archive } from '../records/documents/Archive';
export {
  bringFindingsInStep,
  queueFindingUpdates,
} from '../records/findings/findingUpdates';
export { refreshTargetCounts } from '../records/findings/targetCounts';
export {
  createScorecardSet,
  readScorecardOptions,
} from '../records/results/options';
export { claimTarget } from '../records/scans/queue';
export { queueScoring } from '../records/scoring/queue';
export { rateVulnerabilities } from '../records/vulnerabilities/rateVulnerabilities';
export { listComponents } from '../views/components/listComponents';
export { listPresence } from '../views/components/presence';
export { listUsages } from '../views/components/usages';
export { listFindings } from '../views/findings/listFindings';
export { listLicenseIssues } from '../views/licenses/licenseIssues';
export { listLicensedComponents } from '../views/licenses/listLicensedComponents';
export { listLicenses } from '../views/licenses/listLicenses';
export { readLicenseOverview } from '../views/licenses/overview';
export { readOverview } from '../views/overview/overview';
export { readTriageSummary } from '../views/overview/triageSummary';
export { readMovers } from '../views/scorecards/movers';
export { readRollUp } from '../views/scorecards/rollUp';
export { listServices } from '../views/scorecards/services';
export { readTrend } from '../views/scorecards/trend';
export { listSnapshots } from '../views/snapshots/snapshotViews';
export { listTargets } from '../views/targets/targetViews';
export { listVulnerabilities } from '../views/vulnerabilities/vulnerabilityViews';
export { noTelemetry } from '../telemetry/Telemetry';
export { ZipFile } from 'yazl';
