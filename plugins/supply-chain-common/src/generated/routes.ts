// Generated from src/openapi by scripts/openapi.mjs. Do not edit.

export const routes = {
  "uploadSbom": {
    "method": "POST",
    "path": "/sboms",
    "json": true
  },
  "getAsOf": {
    "method": "GET",
    "path": "/as-of",
    "json": true
  },
  "listFindingsAsOf": {
    "method": "GET",
    "path": "/as-of/findings",
    "json": true
  },
  "listPresence": {
    "method": "GET",
    "path": "/presence",
    "json": true
  },
  "exportPresence": {
    "method": "GET",
    "path": "/presence/export",
    "json": false
  },
  "getRetention": {
    "method": "GET",
    "path": "/retention",
    "json": true
  },
  "listChanges": {
    "method": "GET",
    "path": "/changes",
    "json": true
  },
  "listComponents": {
    "method": "GET",
    "path": "/components",
    "json": true
  },
  "listDecisions": {
    "method": "GET",
    "path": "/decisions",
    "json": true
  },
  "createDecision": {
    "method": "POST",
    "path": "/decisions",
    "json": true
  },
  "getDecision": {
    "method": "GET",
    "path": "/decisions/{id}",
    "json": true
  },
  "moveDecisions": {
    "method": "POST",
    "path": "/decisions/steps",
    "json": true
  },
  "moveDecision": {
    "method": "POST",
    "path": "/decisions/{id}/{step}",
    "json": true
  },
  "listExports": {
    "method": "GET",
    "path": "/exports",
    "json": true
  },
  "createExport": {
    "method": "POST",
    "path": "/exports",
    "json": true
  },
  "getExport": {
    "method": "GET",
    "path": "/exports/{exportId}",
    "json": true
  },
  "cancelExport": {
    "method": "DELETE",
    "path": "/exports/{exportId}",
    "json": true
  },
  "getExportContent": {
    "method": "GET",
    "path": "/exports/{exportId}/content",
    "json": false
  },
  "listFindings": {
    "method": "GET",
    "path": "/findings",
    "json": true
  },
  "exportFindings": {
    "method": "GET",
    "path": "/findings/export",
    "json": false
  },
  "decideFindings": {
    "method": "POST",
    "path": "/findings/decisions",
    "json": true
  },
  "getFindingTrend": {
    "method": "GET",
    "path": "/findings/trend",
    "json": true
  },
  "getFinding": {
    "method": "GET",
    "path": "/findings/{id}",
    "json": true
  },
  "getFindingPaths": {
    "method": "GET",
    "path": "/findings/{id}/paths",
    "json": true
  },
  "getGate": {
    "method": "GET",
    "path": "/gate",
    "json": true
  },
  "checkBuild": {
    "method": "POST",
    "path": "/gate/check",
    "json": true
  },
  "getBadge": {
    "method": "GET",
    "path": "/badge",
    "json": false
  },
  "getBadgeLink": {
    "method": "GET",
    "path": "/badge/link",
    "json": true
  },
  "tryGates": {
    "method": "POST",
    "path": "/gates/try",
    "json": true
  },
  "getOverview": {
    "method": "GET",
    "path": "/overview",
    "json": true
  },
  "getSystemHealth": {
    "method": "GET",
    "path": "/system-health",
    "json": true
  },
  "refreshAdvisorySource": {
    "method": "POST",
    "path": "/advisory-sources/{sourceId}/refresh",
    "json": true
  },
  "listLicensedComponents": {
    "method": "GET",
    "path": "/licenses/components",
    "json": true
  },
  "exportLicensedComponents": {
    "method": "GET",
    "path": "/licenses/components/export",
    "json": false
  },
  "getLicensedComponent": {
    "method": "GET",
    "path": "/licenses/component",
    "json": true
  },
  "listLicenseIssues": {
    "method": "GET",
    "path": "/licenses/issues",
    "json": true
  },
  "exportLicenseIssues": {
    "method": "GET",
    "path": "/licenses/issues/export",
    "json": false
  },
  "getLicenseOverview": {
    "method": "GET",
    "path": "/licenses/overview",
    "json": true
  },
  "listLicenses": {
    "method": "GET",
    "path": "/licenses",
    "json": true
  },
  "listLicenseObligations": {
    "method": "GET",
    "path": "/licenses/obligations",
    "json": true
  },
  "getLicensePolicies": {
    "method": "GET",
    "path": "/licenses/policies",
    "json": true
  },
  "getLicenseSources": {
    "method": "GET",
    "path": "/licenses/sources",
    "json": true
  },
  "getNotices": {
    "method": "GET",
    "path": "/licenses/notices",
    "json": false
  },
  "listPullRequests": {
    "method": "GET",
    "path": "/pull-requests",
    "json": true
  },
  "listReleases": {
    "method": "GET",
    "path": "/releases",
    "json": true
  },
  "createRelease": {
    "method": "POST",
    "path": "/releases",
    "json": true
  },
  "getRelease": {
    "method": "GET",
    "path": "/releases/{id}",
    "json": true
  },
  "getChangelog": {
    "method": "GET",
    "path": "/releases/{id}/changelog",
    "json": true
  },
  "exportChangelog": {
    "method": "GET",
    "path": "/releases/{id}/changelog/export",
    "json": false
  },
  "listReports": {
    "method": "GET",
    "path": "/reports",
    "json": true
  },
  "uploadReport": {
    "method": "POST",
    "path": "/reports",
    "json": true
  },
  "removeReport": {
    "method": "DELETE",
    "path": "/reports",
    "json": true
  },
  "compareTools": {
    "method": "GET",
    "path": "/reports/comparison",
    "json": true
  },
  "listScans": {
    "method": "GET",
    "path": "/scans",
    "json": true
  },
  "createScan": {
    "method": "POST",
    "path": "/scans",
    "json": true
  },
  "getScan": {
    "method": "GET",
    "path": "/scans/{scanId}",
    "json": true
  },
  "getScorecardTrend": {
    "method": "GET",
    "path": "/scorecards/{scorecard}/trend",
    "json": true
  },
  "listScorecardMovers": {
    "method": "GET",
    "path": "/scorecards/{scorecard}/movers",
    "json": true
  },
  "listScorecardCampaigns": {
    "method": "GET",
    "path": "/scorecards/{scorecard}/campaigns",
    "json": true
  },
  "listScorecards": {
    "method": "GET",
    "path": "/scorecards",
    "json": true
  },
  "getScorecardRollUp": {
    "method": "GET",
    "path": "/scorecards/{scorecard}/rollup",
    "json": true
  },
  "exportScorecard": {
    "method": "GET",
    "path": "/scorecards/{scorecard}/export",
    "json": false
  },
  "getScorecardNode": {
    "method": "GET",
    "path": "/scorecards/nodes/{kind}/{namespace}/{name}",
    "json": true
  },
  "listScorecardServices": {
    "method": "GET",
    "path": "/scorecards/{scorecard}/services",
    "json": true
  },
  "getServiceScorecards": {
    "method": "GET",
    "path": "/targets/{kind}/{namespace}/{name}/scorecards",
    "json": true
  },
  "listScorecardHistory": {
    "method": "GET",
    "path": "/targets/{kind}/{namespace}/{name}/scorecards/{scorecard}/history",
    "json": true
  },
  "listSnapshots": {
    "method": "GET",
    "path": "/snapshots",
    "json": true
  },
  "getSnapshot": {
    "method": "GET",
    "path": "/snapshots/{id}",
    "json": true
  },
  "getSbom": {
    "method": "GET",
    "path": "/snapshots/{id}/sbom",
    "json": false
  },
  "diffSnapshots": {
    "method": "GET",
    "path": "/snapshots/{id}/diff",
    "json": true
  },
  "getComponentPaths": {
    "method": "GET",
    "path": "/snapshots/{id}/paths",
    "json": true
  },
  "listTargets": {
    "method": "GET",
    "path": "/targets",
    "json": true
  },
  "getTarget": {
    "method": "GET",
    "path": "/targets/{kind}/{namespace}/{name}",
    "json": true
  },
  "listAlertLevels": {
    "method": "GET",
    "path": "/targets/{kind}/{namespace}/{name}/alert-levels",
    "json": true
  },
  "listTickets": {
    "method": "GET",
    "path": "/tickets",
    "json": true
  },
  "getTriageSummary": {
    "method": "GET",
    "path": "/triage/summary",
    "json": true
  },
  "listTriageRules": {
    "method": "GET",
    "path": "/triage/rules",
    "json": true
  },
  "tryTriageRules": {
    "method": "POST",
    "path": "/triage/rules/try",
    "json": true
  },
  "getUpgradePlan": {
    "method": "GET",
    "path": "/upgrade-plan",
    "json": true
  },
  "exportUpgradePlan": {
    "method": "GET",
    "path": "/upgrade-plan/export",
    "json": false
  },
  "listUpgrades": {
    "method": "GET",
    "path": "/upgrades",
    "json": true
  },
  "importVex": {
    "method": "POST",
    "path": "/vex",
    "json": true
  },
  "exportVex": {
    "method": "GET",
    "path": "/vex",
    "json": true
  },
  "listIgnoreFiles": {
    "method": "GET",
    "path": "/ignore-files",
    "json": true
  },
  "uploadIgnoreFile": {
    "method": "POST",
    "path": "/ignore-files",
    "json": true
  },
  "exportIgnoreFile": {
    "method": "GET",
    "path": "/ignore-files/export",
    "json": false
  },
  "listAdvisories": {
    "method": "GET",
    "path": "/advisories",
    "json": true
  },
  "getAdvisory": {
    "method": "GET",
    "path": "/advisories/{advisoryId}",
    "json": true
  },
  "listUsages": {
    "method": "GET",
    "path": "/usages",
    "json": true
  },
  "exportUsages": {
    "method": "GET",
    "path": "/usages/export",
    "json": false
  }
} as const;
