import {
  anOverview,
  aPage,
  aSnapshot,
  aTarget,
} from '@safety-curtain/plugin-supply-chain-react/samples';
import {
  aDecision,
  aLicensedComponent,
  aLicensedComponentDetail,
  aLicenseIssue,
  aLicenseOverview,
  anAsOf,
  anExport,
} from '../src/__testUtils__/answers';

/** What the backend would say, by path. */
export const answers = {
  '/overview': anOverview(),
  '/targets': aPage([aTarget()]),
  '/licenses/overview': aLicenseOverview(),
  '/licenses/issues': aPage([aLicenseIssue()]),
  '/licenses/components': aPage([aLicensedComponent()]),
  '/licenses/component': aLicensedComponentDetail(),
  '/licenses/obligations': { items: [] },
  '/licenses/policies': { items: [], distributions: {} },
  '/licenses/sources': { items: [] },
  '/licenses/notices': 'Notices of Checkout',
  '/decisions': aPage([aDecision()]),
  '/as-of': anAsOf(),
  '/exports': aPage([anExport()]),
  '/snapshots': aPage([aSnapshot()]),
};
