// Generated from src/openapi by scripts/openapi.mjs. Do not edit.

export interface paths {
    "/sboms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload an SBOM that was made elsewhere: CycloneDX 1.2 to 1.7 as JSON or XML, SPDX 2.2 or 2.3 as JSON, tag-value or YAML, SPDX 3.0 as JSON-LD, or Syft's own JSON. The body is the document, or multipart/form-data with one file; it may be compressed with gzip (Content-Encoding). Up to 100 MiB. If it cannot be read, nothing is stored. */
        post: operations["uploadSbom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/as-of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was in force for an entity at a time: its snapshots, their licenses, and what was known of findings then, beside what is known now */
        get: operations["getAsOf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/as-of/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings of the snapshots in force at a time, as known then and as known now */
        get: operations["listFindingsAsOf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a package was between two times, and until when */
        get: operations["listPresence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/presence/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All presences of a filter as CSV, streamed */
        get: operations["exportPresence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long what is kept, what was deleted, and when it was last looked at */
        get: operations["getRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed in one entity or in all that the caller may read, newest first */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/components": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The packages of a target's current snapshot */
        get: operations["listComponents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Decisions, newest first */
        get: operations["listDecisions"];
        put?: never;
        /** Ask for a decision. It is in force at once where the caller may approve decisions of this subject and no second person is asked for; otherwise it waits as `proposed`. */
        post: operations["createDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One decision with its history */
        get: operations["getDecision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject several decisions that wait. Each is taken for itself, by the permission that it needs, and the answer says what became of it. */
        post: operations["moveDecisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/{id}/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject what was proposed, or revoke what is in force */
        post: operations["moveDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exports that the caller asked for, or all for whoever may see all; newest first */
        get: operations["listExports"];
        put?: never;
        /** Say what to export. Nothing is made until its content is fetched. */
        post: operations["createExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One export and how far it is */
        get: operations["getExport"];
        put?: never;
        post?: never;
        /** Stop an export; its record stays */
        delete: operations["cancelExport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{exportId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The zip, made while it is sent: nothing is written to disk, and closing the connection cancels it */
        get: operations["getExportContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings, one per vulnerability of a package, or result of a tool, in a target */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All findings of a filter as CSV, streamed */
        get: operations["exportFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide about findings: those with some ids, all of a vulnerability that the caller may triage, or all that match a filter. Where the caller may not decide, or a policy asks for an approver, the decisions wait as `proposed`. */
        post: operations["decideFindings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open findings by severity over time, and how many came and went between */
        get: operations["getFindingTrend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding with every source's claim and its history */
        get: operations["getFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/{id}/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the vulnerable versions come into the target, shortest path first */
        get: operations["getFindingPaths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the policy in force says of a service as it is */
        get: operations["getGate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gate/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Judge a build of a service by the policy, the data and the decisions of the portal. The body is its SBOM, as that of an upload: CycloneDX or SPDX, perhaps compressed with gzip (Content-Encoding); or a build, which is an SBOM with what inspections and tools say of the same source. Nothing is stored. */
        post: operations["checkBuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/badge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A badge of a service: its alert level, what the gate says, and when it was scanned; some minutes old at most */
        get: operations["getBadge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/badge/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A link under which anybody sees the badge of a service, without signing in; there is one where `supplyChain.badges.key` is set */
        get: operations["getBadgeLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gates/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries out policies that are in no configuration yet, over all services or some. Nothing is stored. */
        post: operations["tryGates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts over all targets that the caller may read */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of advisory sources, the queue and failing targets */
        get: operations["getSystemHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/advisory-sources/{sourceId}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a source to be read again as soon as a replica is free */
        post: operations["refreshAdvisorySource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/components": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Package versions with their license: of one entity, or of all that the caller may read, each once with how many services use it */
        get: operations["listLicensedComponents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/components/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All package versions of a filter with their license as CSV, streamed */
        get: operations["exportLicensedComponents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/component": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One package version: what each source says of its license, what was curated, what the policy says, how old it is */
        get: operations["getLicensedComponent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What breaks which rule, one for each package version in an entity */
        get: operations["listLicenseIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/issues/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All issues of a filter as CSV, streamed */
        get: operations["exportLicenseIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mix of licenses, verdicts and what is not known, of one entity or of many */
        get: operations["getLicenseOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** License expressions in use, most used first */
        get: operations["listLicenses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/obligations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the licenses in use ask for, and which licenses ask for it */
        get: operations["listLicenseObligations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policies in force, and how an entity gets its own */
        get: operations["getLicensePolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health and coverage of the registries that are asked for package facts */
        get: operations["getLicenseSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The attribution document of an entity's current or a named snapshot, streamed */
        get: operations["getNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pull-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open pull requests with what gates say of each service that they are about, newest first */
        get: operations["listPullRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases of one entity or of all that the caller may read, newest first */
        get: operations["listReleases"];
        put?: never;
        /** Make a release of what is in force for an entity, or of one of its snapshots. The same again changes nothing; a name that stands for another content is refused. */
        post: operations["createRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One release */
        get: operations["getRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases/{id}/changelog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a release brings since the one before, as was known when it was made; with `base`, since any other release of the entity, as is known now */
        get: operations["getChangelog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases/{id}/changelog/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The changelog as a file. What the caller may not read, findings or licenses, is left out of it. */
        get: operations["exportChangelog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last report of each tool about a service, by tool and category */
        get: operations["listReports"];
        put?: never;
        /** Take over what a tool found in a service: SARIF 2.1.0 or the tool's own format. What the last report of the same tool and category had and this one has not is resolved. The body is the report, or multipart/form-data with one file; it may be compressed with gzip (Content-Encoding). The report itself is not kept, and of secrets only a salted hash. If it cannot be read, nothing is stored. */
        post: operations["uploadReport"];
        /** Forget a tool's report about a service: it is no longer run there. What no other report and no scan has is resolved */
        delete: operations["removeReport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the tools that look at a service's dependencies say of its known vulnerabilities, the portal's own matching among them; by risk */
        get: operations["compareTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scans, newest first */
        get: operations["listScans"];
        put?: never;
        /** Ask for a scan now, ahead of the schedule */
        post: operations["createScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans/{scanId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scan with what it read, skipped and failed on */
        get: operations["getScan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{scorecard}/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many services held each level, and what a check answered, at the end of each day or week of a time zone */
        get: operations["getScorecardTrend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{scorecard}/movers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services whose level is another than some days ago, those that fell first */
        get: operations["listScorecardMovers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{scorecard}/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns with how far they are, by team; overdue ones first */
        get: operations["listScorecardCampaigns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The scorecards in force, with their checks, levels and campaigns */
        get: operations["listScorecards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{scorecard}/rollup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts of levels and answers for each team, group, system or domain: the rows of the heat map, with the whole selection as `total` */
        get: operations["getScorecardRollUp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{scorecard}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services with level, answers and reasons as CSV, streamed: one row for each check of each service */
        get: operations["exportScorecard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/nodes/{kind}/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every scorecard rolled up for one group, user, system or domain, with the checks that most of its services fail */
        get: operations["getScorecardNode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{scorecard}/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services with their level and answers */
        get: operations["listScorecardServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{kind}/{namespace}/{name}/scorecards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one service stands on every scorecard that is for it: level, what the next one lacks by least effort, every answer with its evidence */
        get: operations["getServiceScorecards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{kind}/{namespace}/{name}/scorecards/{scorecard}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of level and of answers of one service, newest first */
        get: operations["listScorecardHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Snapshots of one entity or of all that the caller may read, newest first */
        get: operations["listSnapshots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One snapshot */
        get: operations["getSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots/{id}/sbom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The SBOM document of a snapshot, byte for byte the same each time */
        get: operations["getSbom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came and went between an earlier snapshot (`base`) and this one */
        get: operations["diffSnapshots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots/{id}/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a component comes into a snapshot, shortest path first */
        get: operations["getComponentPaths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Catalog entities that are scanned */
        get: operations["listTargets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{kind}/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One target with its headline, coverage and freshness */
        get: operations["getTarget"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{kind}/{namespace}/{name}/alert-levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** From when until when a service had which alert level, newest first; also of one that has left the catalog */
        get: operations["listAlertLevels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tickets of services that the caller may see, the newest first */
        get: operations["listTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triage/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is overdue, what waits and how long it takes, over what the caller may read */
        get: operations["getTriageSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triage/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules of the configuration, and for how many findings each decides */
        get: operations["listTriageRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triage/rules/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries out rules that are in no configuration yet, on the findings there are. Nothing is stored, and what people decided does not count. */
        post: operations["tryTriageRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upgrade-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fewest changes that clear a service's open findings, and where each vulnerable package can go */
        get: operations["getUpgradePlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upgrade-plan/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A service's plan as text, Markdown, a shell script, or as configuration of Renovate or Dependabot */
        get: operations["exportUpgradePlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upgrades": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The upgrades that clear most open findings over all services */
        get: operations["listUpgrades"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was decided about the vulnerabilities of a service, for scanners and for whoever uses it. The same content has the same identity and version; another one has the next. A decision that is to be looked at again is left out. */
        get: operations["exportVex"];
        put?: never;
        /** Take a VEX document over: CycloneDX 1.4 to 1.7 as JSON or XML, OpenVEX 0.2, or CSAF 2.0 or 2.1 in the VEX profile. With `entityRef` it is for that service alone, without it for the organization: what a vendor says of its packages. The body is the document, or multipart/form-data with one file; it may be compressed with gzip (Content-Encoding). Up to 32 MiB. If it cannot be read, nothing is stored. A version that is older than what was taken over of the same document is refused (409). */
        post: operations["importVex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ignore-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the ignore files of tools in a service's source say, and what of it is stale */
        get: operations["listIgnoreFiles"];
        put?: never;
        /** Propose what an ignore file says that is in no source, as an export of Dependabot's alerts. The body is the file; its entries take the place of those of the last one of its name. Up to 8 MiB. */
        post: operations["uploadIgnoreFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ignore-files/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was decided about the vulnerabilities of a service as the ignore file of a tool: those about which nothing is to be done any more, and those whose risk is accepted. It is never about more than was decided; what the format cannot say is left out, told in its comments, and counted in the header `X-Decisions-Unsaid`. */
        get: operations["exportIgnoreFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/advisories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vulnerabilities with open findings, each with how many services and owners it hits */
        get: operations["listAdvisories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/advisories/{advisoryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One vulnerability by any of its ids, with each source's claim */
        get: operations["getAdvisory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where packages, versions of them, purls or advisories are used, by risk; anything that one of the three asks for is found. With `from` or `to` also where they were between these times */
        get: operations["listUsages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usages/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All usages of a filter as CSV, streamed */
        get: operations["exportUsages"];
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
/** @public */
export interface components {
    schemas: {
        DayOrTime: string;
        UploadedSbom: {
            /** Of the snapshot */
            id: string;
            entityRef: string;
            /** Of the plain bytes as sent */
            sha256: string;
            format: "CycloneDX" | "SPDX" | "Syft";
            specVersion: string;
            components: number;
            quality?: components["schemas"]["SbomQuality"];
            created: boolean;
            openFindings?: components["schemas"]["SeverityCounts"];
            /** What came of what it says of vulnerabilities, where it does and the caller may take over VEX (`supplyChain.triage.import`) */
            vex?: components["schemas"]["VexReport"];
            /** Of the release that its `release` names */
            releaseId?: string;
            warnings: string[];
        };
        AsOf: {
            entityRef: string;
            /** Format: date-time */
            at: string;
            /** The newest of each series up to then; empty where there was none */
            snapshots: components["schemas"]["Snapshot"][];
            /** Licenses of those snapshots, by what was known then and is known now; absent for whoever may not read the licenses of the entity */
            licenses?: {
                /** Empty where not known */
                expression: string;
                category?: components["schemas"]["LicenseCategory"];
                /** Components */
                then: number;
                now: number;
            }[];
            /** Absent for whoever may not read the findings of the entity */
            findings?: {
                then: components["schemas"]["SeverityCounts"];
                /** What today's advisories say of those same snapshots */
                now: components["schemas"]["SeverityCounts"];
                /** Known now of those snapshots and not known then */
                learned: number;
            };
            /** What this answer cannot know, in words */
            notes?: string[];
        };
        FindingAsOf: {
            /** Of the finding */
            id?: string;
            kind: components["schemas"]["FindingKind"];
            /** The vulnerability, or the rule of a tool */
            advisory: string;
            aliases: string[];
            summary?: string;
            severity: components["schemas"]["Severity"];
            /** Absent where it is of none */
            package?: string;
            place?: components["schemas"]["FindingPlace"];
            versions: string[];
            knownThen: boolean;
            knownNow: boolean;
            /** Format: date-time */
            firstSeenAt?: string;
            /** Format: date-time */
            publishedAt?: string;
            stateNow?: components["schemas"]["FindingState"];
            /** Format: date-time */
            resolvedAt?: string;
        };
        FindingAsOfPage: {
            items: components["schemas"]["FindingAsOf"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        Presence: {
            entityRef: string;
            targetName: string;
            owners: string[];
            purl: string;
            ecosystem?: string;
            name: string;
            version: string;
            direct?: components["schemas"]["Direct"];
            scope?: components["schemas"]["Scope"];
            manifest?: string;
            /**
             * Format: date-time
             * Absent where that was before it was kept
             */
            since?: string;
            /**
             * Format: date-time
             * Absent while it is there
             */
            until?: string;
            removedFromCatalog?: boolean;
        };
        PresencePage: {
            items: components["schemas"]["Presence"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        Retention: {
            rules: {
                kind: "sboms" | "artifacts" | "logs" | "audit";
                title: string;
                /** Absent means for good */
                days?: number;
                stored?: number;
                bytes?: number;
                /** Beyond their time and not held */
                due?: number;
                /** Beyond their time and on hold */
                held: number;
            }[];
            /** Format: date-time */
            lastRunAt?: string;
            error?: string;
            /** The 100 newest; each is a record of what went and why */
            deletions: {
                /** Format: date-time */
                at: string;
                kind: string;
                entityRef?: string;
                count: number;
                /** Format: date-time */
                before?: string;
                reason: string;
            }[];
        };
        ServiceChangeKind: "dependency-added" | "major-upgrade" | "deprecated" | "lock-file-gone" | "workflow-changed" | "dockerfile-changed" | "update-tool-changed";
        ServiceChange: {
            id: string;
            entityRef: string;
            targetName?: string;
            /** Format: date-time */
            at: string;
            kind: components["schemas"]["ServiceChangeKind"];
            /** The name of a package, or the path of a file */
            subject: string;
            /** Of a package */
            ecosystem?: string;
            /** The version until then */
            before?: string;
            /** The version since then */
            after?: string;
            /** What its maintainers say; `added`, `changed` or `removed` of a file */
            detail?: string;
            /** No service of the organization had the package before */
            firstUse?: boolean;
        };
        ServiceChangePage: {
            items: components["schemas"]["ServiceChange"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        Component: {
            purl: string;
            ecosystem?: string;
            name: string;
            version: string;
            license?: string;
            direct?: components["schemas"]["Direct"];
            scope: components["schemas"]["Scope"];
            manifests: string[];
            findings: components["schemas"]["SeverityCounts"];
            /** Absent where nobody asked for it */
            provenance?: components["schemas"]["ProvenanceOutcome"];
        };
        /**
         * What came of looking at where a package version comes from; they are never mixed
         */
        ProvenanceOutcome: "verified" | "failed" | "not-signed" | "unchecked";
        /** Who signed, and what is said of the build */
        Origin: {
            /** Whom the certificate is for */
            identity?: string;
            /** Who vouches for the identity */
            issuer?: string;
            /** The name of the key that signed */
            key?: string;
            /** Format: date-time */
            signedAt?: string;
            builder?: string;
            sourceRepository?: string;
            sourceRef?: string;
            sourceRevision?: string;
            workflow?: string;
            /** The address of the run */
            run?: string;
            /**
             * SLSA build level, as far as it can be told
             */
            level?: 1 | 2 | 3;
        };
        /** Where a package version comes from */
        Provenance: components["schemas"]["Origin"] & {
            /** Absent where it was not asked for yet */
            outcome?: components["schemas"]["ProvenanceOutcome"];
            reason?: string;
            /** Format: date-time */
            checkedAt?: string;
            /** Why it could not be asked again */
            error?: string;
            attestations: components["schemas"]["Attestation"][];
        };
        Attestation: components["schemas"]["Origin"] & {
            kind: "build" | "publish" | "signature" | "other";
            predicateType?: string;
            outcome: components["schemas"]["ProvenanceOutcome"];
            reason?: string;
            /** Those of a release of several that it was found with */
            files?: string[];
        };
        ComponentPage: {
            items: components["schemas"]["Component"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        /**
         * `license-exception`: a verdict of the license policy is set aside; `license-curation`: a person says what the license of a package is; `hold`: archived documents and records are kept, whatever retention says; `check-exemption`: a check of a scorecard is not asked for a time; `vulnerability-analysis`: what a vulnerability means here; `package-approval`: a package that is new to the organization may be used
         */
        DecisionSubject: "license-exception" | "license-curation" | "hold" | "check-exemption" | "vulnerability-analysis" | "package-approval";
        /**
         * `file`: a tool's ignore file. `report`: a tool reports that it was told to be silent. `vex`: a document that somebody issued. `rule`: a rule of the configuration.
         */
        DecisionOrigin: "person" | "file" | "report" | "vex" | "rule";
        /**
         * CycloneDX 1.6, `vulnerabilities[].analysis.state`
         */
        AnalysisState: "in_triage" | "exploitable" | "not_affected" | "false_positive" | "resolved" | "resolved_with_pedigree";
        /**
         * CycloneDX 1.6, `vulnerabilities[].analysis.justification`
         */
        Justification: "code_not_present" | "code_not_reachable" | "requires_configuration" | "requires_dependency" | "requires_environment" | "protected_by_compiler" | "protected_at_runtime" | "protected_at_perimeter" | "protected_by_mitigating_control";
        VulnerabilityAnalysis: {
            state: components["schemas"]["AnalysisState"];
            justification?: components["schemas"]["Justification"];
            responses?: ("can_not_fix" | "will_not_fix" | "update" | "rollback" | "workaround_available")[];
        };
        /**
         * `fix`: there is a fixed version. `version-moves`: another version is in use.
         */
        EndsWhen: "fix" | "version-moves";
        /**
         * `expired` is `active` beyond its end; nothing needs to run for that
         */
        DecisionState: "proposed" | "active" | "rejected" | "revoked" | "expired";
        /** Whom it is for. `ref` is absent for the organization. */
        DecisionScope: {
            kind: "organization" | "owner" | "system" | "entity";
            /** Entity ref of the owner, the system or the entity */
            ref?: string;
        };
        /** What it is about. A license exception names a package or a license or both; a curation names a package; a hold may name a release; an exemption names a check, and a scorecard if it is for one only; an approval names a package; an analysis names a vulnerability, and a package if it is about one only. */
        DecisionAbout: {
            /** Any of its ids: the decision is about all records that are joined by it */
            vulnerability?: string;
            /** A package URL; without a version, all versions */
            purl?: string;
            /** An SPDX expression as components have it */
            license?: string;
            release?: string;
            /** Id of a check of a scorecard */
            check?: string;
            /** Name of the scorecard; without it, all that ask the check */
            scorecard?: string;
        };
        NewDecision: {
            subject: components["schemas"]["DecisionSubject"];
            scope: components["schemas"]["DecisionScope"];
            about?: components["schemas"]["DecisionAbout"];
            /** For a curation, the SPDX expression. Exceptions allow and holds hold; neither takes one. */
            verdict?: string;
            analysis?: components["schemas"]["VulnerabilityAnalysis"];
            endsWhen?: components["schemas"]["EndsWhen"];
            pausesClock?: boolean;
            reason: string;
            /**
             * Format: date-time
             * Required for exceptions (a year at the most unless configured otherwise); curations and holds may have none
             */
            endsAt?: string;
        };
        Decision: {
            id: string;
            subject: components["schemas"]["DecisionSubject"];
            state: components["schemas"]["DecisionState"];
            scope: components["schemas"]["DecisionScope"];
            about: components["schemas"]["DecisionAbout"];
            verdict: string;
            reason: string;
            /** Entity ref or service subject */
            author: string;
            approver?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            decidedAt?: string;
            /** Format: date-time */
            endsAt?: string;
            /**
             * Format: date-time
             * When it last changed
             */
            updatedAt?: string;
            analysis?: components["schemas"]["VulnerabilityAnalysis"];
            /** The package that an analysis is about; every one where absent */
            package?: {
                ecosystem: string;
                name: string;
            };
            /** Versions that an analysis looked at; any where absent */
            versions?: string[];
            endsWhen?: components["schemas"]["EndsWhen"];
            pausesClock?: boolean;
            origin?: components["schemas"]["DecisionOrigin"];
            /** Id of the rule, name of the document, file and line, or tool and category */
            originRef?: string;
            /**
             * Beside a finding: whether it is about all of it, or about some of its versions or of the ways to it, and so not applied
             */
            standing?: "applies" | "information";
            /** Findings for which an analysis counts now, that the caller may see */
            findings?: number;
            /** The steps that the caller may take now */
            may?: ("approve" | "reject" | "revoke")[];
        };
        MovedDecision: {
            id: string;
            /**
             * `already-decided`: it does not wait any more. `conflict`: something else stands against it, as what a person decided about the same. `not-found`: there is none that the caller may see.
             */
            outcome: "approved" | "rejected" | "already-decided" | "not-allowed" | "conflict" | "not-found" | "failed";
            /** Why it was not taken further */
            reason?: string;
        };
        DecisionPage: {
            items: components["schemas"]["Decision"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        DecisionDetail: {
            decision: components["schemas"]["Decision"];
            /** Of one that waits: decisions in force about the same that stand against its approval. What a person proposed takes the place of those that came after it where they are named in `replaces`; what a tool, a file or a document says comes after what people decided. */
            against?: components["schemas"]["Decision"][];
            history: {
                /** Format: date-time */
                at: string;
                kind: "proposed" | "approved" | "rejected" | "revoked" | "superseded" | "ended";
                by: string;
                comment?: string;
            }[];
        };
        NewExport: {
            scope: {
                kind: "organization" | "owner" | "system" | "entity";
                ref?: string;
                release?: string;
                from?: components["schemas"]["DayOrTime"];
                to?: components["schemas"]["DayOrTime"];
            };
            /** Besides the original bytes */
            formats?: ("cyclonedx" | "spdx")[];
        };
        ArchiveExport: {
            id: string;
            scope: {
                kind: "organization" | "owner" | "system" | "entity";
                ref?: string;
                release?: string;
                from?: string;
                to?: string;
            };
            formats: string[];
            state: "ready" | "running" | "finished" | "cancelled" | "failed";
            requestedBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            finishedAt?: string;
            services: number;
            servicesDone?: number;
            documents?: number;
            /** Sent so far */
            bytes?: number;
            manifestSha256?: string;
            /** Id of the key; absent where none is configured */
            signedBy?: string;
            error?: string;
        };
        ArchiveExportPage: {
            items: components["schemas"]["ArchiveExport"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        /**
         * `vulnerability`: a known one of a package; `code`: a weakness of the source; `secret`: a credential where it should not be; `configuration`: of a container, a cluster, a workflow; `package-risk`: a package that is not what it should be; `provenance`: where it comes from cannot be shown
         */
        FindingKind: "vulnerability" | "code" | "secret" | "configuration" | "package-risk" | "provenance";
        FindingRule: {
            /** What the tool is known by */
            tool: string;
            /** As the tool names it */
            name: string;
            title?: string;
            description?: string;
            helpUri?: string;
            cwes: number[];
        };
        ToolClaim: {
            tool: string;
            toolName: string;
            category: string;
            /** Format: date-time */
            reportedAt: string;
            severity: components["schemas"]["Severity"];
            confidence?: "high" | "medium" | "low";
            message: string;
            version?: string;
            fixedVersions?: string[];
            /** What the tool or a distribution says of it, as `wont-fix` */
            status?: string;
            /** What the tool proposes */
            fix?: string;
            /** A salted hash that a secret is known by; of no use without this database */
            secretHash?: string;
            /** Somebody was done with it where the report was made */
            suppression?: {
                kind: "source" | "external";
                status: "accepted" | "under-review" | "rejected";
                reason?: string;
                until?: string;
            };
        };
        FindingPlace: {
            /** In the source */
            path?: string;
            startLine?: number;
            endLine?: number;
            startColumn?: number;
            endColumn?: number;
            /** Found in a history */
            commit?: string;
            /** Of a container image */
            layer?: string;
            /** A resource or object in the file, or a stage of it */
            object?: string;
        };
        /**
         * `dismissed`: it is there, and a decision says that nothing is to be done
         */
        FindingState: "open" | "dismissed" | "resolved";
        FindingDecisionRequest: {
            /** Ids of findings; each is decided for its own service */
            ids?: string[];
            /** In place of ids: any id of a vulnerability, decided in every service that the caller may triage */
            advisory?: string;
            /** With `advisory`, one package of it */
            package?: {
                ecosystem: string;
                name: string;
            };
            /** In place of ids: what findings that the caller sees have to match, up to 10,000 of them. Those that the caller may not triage are left. It takes a dry run first, and its `seen`. */
            filter?: components["schemas"]["FindingSelection"];
            analysis: components["schemas"]["VulnerabilityAnalysis"];
            reason: string;
            /** Format: date-time */
            endsAt?: string;
            endsWhen?: components["schemas"]["EndsWhen"];
            /** Nothing is due before the end, which has to be a day */
            pausesClock?: boolean;
            /** Decisions that the caller has seen and means to replace. Where somebody else decided meanwhile, the answer is 409. */
            replaces?: string[];
            /** That of the dry run: the same findings are decided about, the same decisions are replaced, and the same wait for an approver. Where others would be, the answer is 409. */
            seen?: string;
            /** Nothing is stored */
            dryRun?: boolean;
        };
        /** As the list of findings takes it; open ones where no state is named */
        FindingSelection: {
            entityRef?: string;
            q?: string;
            owner?: string[];
            system?: string[];
            lifecycle?: string[];
            state?: components["schemas"]["FindingState"][];
            severity?: components["schemas"]["Severity"][];
            kind?: components["schemas"]["FindingKind"][];
            tool?: string[];
            ecosystem?: string[];
            package?: string;
            advisory?: string;
            direct?: components["schemas"]["DirectFilter"];
            scope?: components["schemas"]["Scope"][];
            knownExploited?: boolean;
            fixable?: boolean;
            due?: "overdue" | "soon" | "set" | "none";
            analysis?: ("none" | "in_triage" | "exploitable" | "not_affected" | "false_positive" | "resolved" | "resolved_with_pedigree")[];
            needsReview?: boolean;
            decision?: string;
        };
        FindingDecisionResult: {
            decisions: number;
            findings: number;
            services: number;
            state: "active" | "proposed";
            /** Of the decisions, the first hundred; none in a dry run */
            ids: string[];
            /** Decisions in force that they take the place of, the first hundred */
            replaces?: components["schemas"]["Decision"][];
            /** How many those are */
            replaced: number;
            /** What was proposed about the same and waits for an approver, the first hundred; it stays */
            waiting?: components["schemas"]["Decision"][];
            /** Of the filter, findings that the caller may not triage */
            left?: number;
            /** Names what is decided about and replaced, for what comes after a dry run */
            seen: string;
        };
        FindingDue: {
            /** Format: date */
            day: string;
            /** The day is over, in UTC */
            overdue: boolean;
        };
        /** When it is due, what made it so, and what would change it */
        DueExplanation: {
            policy: string;
            /**
             * Format: date
             * By the policy, whatever was decided
             */
            due?: string;
            outcome: "date" | "next-upgrade" | "none";
            decidedBy: "severity" | "bod-26-04";
            days?: number;
            forensicTriage: boolean;
            /**
             * Format: date
             * A decision pauses the clock
             */
            pausedUntil?: string;
            clock: {
                from: "detection" | "publication" | "exploitation";
                /** Format: date */
                day: string;
            };
            facts: {
                name: "severity" | "knownExploited" | "exposed" | "automatable" | "impact";
                value: string;
                assumed: boolean;
                because?: string;
            }[];
            changes: {
                fact: "severity" | "knownExploited" | "exposed" | "automatable" | "impact";
                value: string;
                /** Format: date */
                due?: string;
            }[];
        };
        Finding: {
            id: string;
            fingerprint: string;
            entityRef: string;
            targetName: string;
            owners: string[];
            /** What it is of. The id of the vulnerability, a CVE where there is one; else the rule, as `tool/rule` */
            advisory: string;
            aliases?: string[];
            summary?: string;
            kind: components["schemas"]["FindingKind"];
            place?: components["schemas"]["FindingPlace"];
            /** The tools whose last report has it, by name; empty where the advisories alone say so */
            tools: string[];
            severity: components["schemas"]["Severity"];
            score?: number;
            epss?: number;
            epssPercentile?: number;
            knownExploited: boolean;
            /** The package was published to do harm */
            malicious?: boolean;
            ecosystem?: string;
            /** Absent where it is of none */
            package?: string;
            versions: string[];
            /** The smallest version that is free of it, for each affected version in use */
            fixedVersions: string[];
            /** The lowest version that is clear of every known vulnerability of the package, for each affected version in use */
            clearVersions: string[];
            manifests: string[];
            direct?: components["schemas"]["Direct"];
            scope: components["schemas"]["Scope"];
            state: components["schemas"]["FindingState"];
            resolvedReason?: "removed" | "upgraded" | "withdrawn" | "no-longer-affected" | "no-longer-reported";
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            /** Format: date-time */
            resolvedAt?: string;
            reopened?: number;
            due?: components["schemas"]["FindingDue"];
            analysis?: components["schemas"]["AnalysisState"];
            decisionId?: string;
            /** Decided for another version than is in use now; open again */
            needsReview?: boolean;
            /** The file it is in could not be read lately */
            stale?: boolean;
        };
        FindingPage: {
            items: components["schemas"]["Finding"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        FindingTrend: {
            /**
             * Format: date-time
             * When the first of the services was added. What was open before is not known; absent where there is no service.
             */
            since?: string;
            /** In order; the last is now */
            points: {
                /** Format: date-time */
                at: string;
                open: components["schemas"]["SeverityCounts"];
                /** Opened or reopened since the point before; of the first point, none */
                opened: number;
                /** Not found any more */
                resolved: number;
                /** Decided about, so that nothing is to be done */
                dismissed: number;
            }[];
        };
        FindingDetail: {
            finding: components["schemas"]["Finding"];
            /** Absent where it is of a rule */
            vulnerability?: components["schemas"]["VulnerabilityDetail"];
            /** Absent where it is of a known vulnerability */
            rule?: components["schemas"]["FindingRule"];
            /** What the last reports of tools say of it */
            reported: components["schemas"]["ToolClaim"][];
            /** Where the forge shows its place, on the branch of the source; absent where the address of the source does not tell */
            sourceUrl?: string;
            /** Other findings that are not resolved at the same line of the same file: another tool may mean the same. Up to 20. */
            nearby?: {
                id: string;
                advisory: string;
                severity: components["schemas"]["Severity"];
                tools: string[];
            }[];
            components: {
                purl: string;
                version: string;
                fixedVersion?: string;
                /** Lowest version that is clear of every known vulnerability of the package */
                clearVersion?: string;
                direct?: components["schemas"]["Direct"];
                scope?: components["schemas"]["Scope"];
                manifests: string[];
            }[];
            /** Other open findings of the same target that the same upgrade clears */
            alsoClears?: {
                id: string;
                advisory: string;
                severity: components["schemas"]["Severity"];
            }[];
            /** Where to upgrade the package to */
            upgrade?: {
                package: string;
                from?: string[];
                /** Lowest version that is clear of every known vulnerability of the package; where there is none, of this one */
                to: string;
                /** Lowest version that is clear of this finding */
                fixed?: string;
                /** How to force the version where the package comes in through others, by package manager */
                overrides: components["schemas"]["Override"][];
            };
            due?: components["schemas"]["DueExplanation"];
            decision?: components["schemas"]["Decision"];
            /** Other decisions about it that do not count, as there is a closer one */
            alsoSaid?: components["schemas"]["Decision"][];
            /** Up to 10 that are about it, or were, the newest first */
            tickets?: components["schemas"]["Ticket"][];
            history: {
                /** Format: date-time */
                at: string;
                kind: "opened" | "resolved" | "reopened" | "rerated" | "merged" | "dismissed" | "reinstated" | "closed" | "decided" | "undecided" | "needs-review" | "redated";
                decisionId?: string;
                scanId?: string;
                detail?: string;
            }[];
        };
        GateOutcome: "allow" | "warn" | "block";
        /**
         * A line of a policy
         */
        GateLine: "critical" | "high" | "medium" | "low" | "none" | "unknown" | "malicious" | "knownExploited" | "overdue" | "accepted" | "epss" | "licenseDenied" | "licenseReview" | "licenseUnknown" | "packageDenied" | "packageNew" | "packageUnapproved" | "scorecard" | "code" | "secret" | "configuration" | "package-risk" | "provenance" | "unreadable" | "notLookedAt" | "nothingToScan" | "neverScanned" | "staleData";
        GateFinding: {
            vulnerability: string;
            aliases: string[];
            summary?: string;
            ecosystem: string;
            package: string;
            versions: string[];
            severity: components["schemas"]["Severity"];
            score?: number;
            knownExploited: boolean;
            malicious: boolean;
            epss?: {
                probability: number;
                percentile: number;
            };
            overdue: boolean;
            fixedVersion?: string;
            /** Free of every known vulnerability of the package */
            clearVersion?: string;
            scope: components["schemas"]["Scope"];
            /** Absent where it is not known */
            direct?: boolean;
            manifests: string[];
            /** Package URLs from a direct dependency to the package */
            path?: string[];
            decided?: {
                as: "dismissed" | "accepted";
                words: string;
            };
        };
        /** What a tool or an inspection found */
        GateReported: {
            kind: components["schemas"]["FindingKind"];
            fingerprint: string;
            rule: string;
            message?: string;
            severity: components["schemas"]["Severity"];
            /** Absent where it is of the whole source */
            file?: string;
            line?: number;
            overdue: boolean;
            decided?: {
                as: "dismissed" | "accepted";
                words: string;
            };
        };
        GateComponent: {
            ecosystem?: string;
            name: string;
            version: string;
            purl: string;
            scope: components["schemas"]["Scope"];
            direct?: boolean;
            license?: {
                verdict: "allow" | "review" | "deny" | "unknown";
                expression?: string;
                reason?: string;
            };
            /** Of OpenSSF Scorecard, from 0 to 10 */
            scorecard?: number;
            /** Files that have it; absent where that is not known */
            manifests?: string[];
        };
        GateNote: {
            at: string;
            reason: string;
        };
        /** How many there are, and the first of them */
        GateFindings: {
            count: number;
            items: components["schemas"]["GateFinding"][];
        };
        /** How many there are, and the first of them */
        GateReportedList: {
            count: number;
            items: components["schemas"]["GateReported"][];
        };
        /** How many there are, and the first of them */
        GateComponents: {
            count: number;
            items: components["schemas"]["GateComponent"][];
        };
        /** How many there are, and the first of them */
        GateNotes: {
            count: number;
            items: components["schemas"]["GateNote"][];
        };
        GateReason: {
            line: components["schemas"]["GateLine"];
            outcome: components["schemas"]["GateOutcome"];
            /** From how many on it says so; absent where the first is enough */
            from?: number;
            findings: components["schemas"]["GateFindings"];
            reported?: components["schemas"]["GateReportedList"];
            components: components["schemas"]["GateComponents"];
            notes: components["schemas"]["GateNotes"];
        };
        GateReport: {
            /** The entity */
            subject: string;
            outcome: components["schemas"]["GateOutcome"];
            policy: {
                name: string;
                /** Another policy has another */
                digest: string;
            };
            /** The gravest first; what is allowed is there as well */
            reasons: components["schemas"]["GateReason"][];
            /** Findings that were not judged, by why */
            leftOut: {
                /** There before */
                known: number;
                dismissed: number;
                /** Needed elsewhere only */
                scope: number;
                transitive: number;
                /** Named by the policy */
                except: number;
            };
            /** What it was compared with */
            base?: string;
            changes?: {
                findings: {
                    added: components["schemas"]["GateFindings"];
                    fixed: components["schemas"]["GateFindings"];
                    removed: components["schemas"]["GateFindings"];
                };
                /** What tools and inspections found */
                reported?: {
                    added: components["schemas"]["GateReportedList"];
                    fixed: components["schemas"]["GateReportedList"];
                };
                components: {
                    added: components["schemas"]["GateComponents"];
                    removed: components["schemas"]["GateComponents"];
                    changed: {
                        count: number;
                        items: {
                            before: components["schemas"]["GateComponent"][];
                            after: components["schemas"]["GateComponent"][];
                        }[];
                    };
                };
            };
        };
        /** What one tool found */
        SentResult: {
            kind: components["schemas"]["FindingKind"];
            /** As the tool names it */
            rule: string;
            severity: components["schemas"]["Severity"];
            score?: number;
            /** Plain text; of a secret without the secret */
            message: string;
            /** Absent where it is of the whole source */
            place?: {
                /** Below the root of the source */
                path: string;
                startLine?: number;
                endLine?: number;
                startColumn?: number;
                endColumn?: number;
            };
            /** The job, stage or object that it is in */
            object?: string;
            package?: {
                /** As OSV names it */
                ecosystem?: string;
                name: string;
                version?: string;
                direct?: boolean;
                fixedVersions?: string[];
            };
            /** With `package`, of those that are one */
            vulnerability?: {
                id: string;
                aliases?: string[];
                knownExploited?: boolean;
            };
            /** The same as long as it is about the same thing, though lines move */
            fingerprint: string;
            /** A hash by which secrets of one build are told apart, never the secret */
            secretHash?: string;
        };
        /** What one tool says. Of tools of the portal only its inspections are taken. */
        SentReport: {
            tool: {
                id: string;
                name?: string;
            };
            rules?: {
                id: string;
                title?: string;
            }[];
            results: components["schemas"]["SentResult"][];
        };
        /** How a lock file fetches and fixes its packages, as the CLI reads it */
        SentLock: {
            path: string;
            lock: Record<string, never>;
        };
        SentBuild: {
            /** CycloneDX or SPDX as JSON */
            sbom: Record<string, never>;
            /** Also of tools that found nothing; what one of them does not find any more is gone */
            reports?: components["schemas"]["SentReport"][];
            locks?: components["schemas"]["SentLock"][];
            /** Files that hold packages and could not be read */
            unreadable?: components["schemas"]["SentNote"][];
            /** What may hold packages and nobody looked at */
            notLookedAt?: components["schemas"]["SentNote"][];
            /** What was there before. With an SBOM it is judged against that, without one against the service and these reports. */
            base?: {
                /** As people know it: `merge base 1a2b3c4 with main` */
                what?: string;
                sbom?: Record<string, never>;
                reports?: components["schemas"]["SentReport"][];
                locks?: components["schemas"]["SentLock"][];
                unreadable?: components["schemas"]["SentNote"][];
                notLookedAt?: components["schemas"]["SentNote"][];
            };
        };
        SentNote: {
            /** A file; empty where it is of places that are not named, which may be any */
            at: string;
            reason: string;
            /** SHA-256 of what the file holds. One that cannot be read now and could not be before is known where this is the same. */
            digest?: string;
        };
        GateCounts: {
            allow: number;
            warn: number;
            block: number;
        };
        GateTrial: {
            /** Services that were judged */
            looked: number;
            /** Whether these are all that were asked for */
            complete: boolean;
            before: components["schemas"]["GateCounts"];
            after: components["schemas"]["GateCounts"];
            changed: {
                count: number;
                items: {
                    entityRef: string;
                    before: components["schemas"]["GateOutcome"];
                    after: components["schemas"]["GateOutcome"];
                    /** Lines that say so */
                    because: components["schemas"]["GateLine"][];
                }[];
            };
        };
        Overview: {
            targets: number;
            components: components["schemas"]["Total"];
            health: {
                health: components["schemas"]["TargetHealth"];
                targets: number;
            }[];
            openFindings: components["schemas"]["SeverityCounts"];
            knownExploited: number;
            fixable?: number;
            /** Up to 50 owners, most critical and high findings first */
            owners: {
                /** Empty where nobody owns the services */
                owner: string;
                targets: number;
                openFindings: components["schemas"]["SeverityCounts"];
            }[];
            /** Owners beyond those */
            ownersLeft?: number;
            advisoryData: components["schemas"]["AdvisoryData"];
        };
        SystemHealth: {
            /** Stored documents whose bytes do not have their digest any more */
            damagedDocuments: {
                count: number;
                /** Up to 50, longest damaged first */
                documents: {
                    sha256: string;
                    mediaType: string;
                    store: string;
                    reason?: string;
                    /** Format: date-time */
                    since: string;
                }[];
            };
            /** Up to 20 that were damaged and are whole again, the last first */
            healedDocuments: {
                sha256: string;
                mediaType: string;
                store: string;
                /** What had been wrong with its bytes */
                reason?: string;
                /** Format: date-time */
                healedAt: string;
            }[];
            sources: components["schemas"]["AdvisorySource"][];
            queue: {
                targets: number;
                due: number;
                running: number;
                backingOff: number;
                /** Format: date-time */
                oldestDueAt?: string;
            };
            /** What people are to be told */
            notifications: {
                /** Whether anybody is told */
                enabled: boolean;
                /** Groups and people that are told of what is nobody's own: sources that are out of date, decisions for the organization */
                operators: number;
                /** For their hour, for rules and decisions, or to be tried again */
                waiting: number;
                due: number;
                /** That could not be sent */
                failing: number;
                /** Format: date-time */
                oldestDueAt?: string;
                /** Why the last of them could not be sent */
                error?: string;
            };
            /** Open pull requests; absent where none are judged */
            pullRequests?: {
                open: number;
                due: number;
                /** That could not be read or reported */
                failing: number;
                /** Format: date-time */
                oldestDueAt?: string;
                /** Why, of up to 10 of them */
                failures: {
                    /** Such as `github` */
                    forge: string;
                    error: string;
                    /** Format: date-time */
                    nextTryAt?: string;
                }[];
            };
            /** Trackers that have tickets, or answered something */
            trackers: {
                id: string;
                /** Tickets that are to be created */
                waiting: number;
                /** Tickets that could not be written */
                failing: number;
                /** Format: date-time */
                pausedUntil?: string;
                /** What it answered last, where that was an error */
                error?: string;
                /** Format: date-time */
                failedAt?: string;
                /**
                 * Format: date-time
                 * When it was last asked what people did
                 */
                readAt?: string;
            }[];
            /** Scans that this replica may run at once */
            workers: number;
            catalog?: {
                /** Format: date-time */
                lastPassAt?: string;
                error?: string;
            };
            /** Up to 50 that the caller may see, longest failing first */
            failingTargets: components["schemas"]["Target"][];
            /** Further ones that the caller may see */
            failingTargetsLeft: number;
            /** Services that wait for their scorecards' checks to be asked */
            scorecards: {
                due: number;
                running: number;
                /** Services that could not be asked; what was answered before stands */
                failing: number;
                /** Format: date-time */
                oldestDueAt?: string;
                /** Up to 50 that the caller may see, the most tries first */
                failingServices: {
                    entityRef: string;
                    name: string;
                    error: string;
                    attempts: number;
                    /** Format: date-time */
                    nextTryAt: string;
                }[];
                /** Further ones that the caller may see */
                failingServicesLeft: number;
            };
        };
        AdvisorySource: {
            id: string;
            title: string;
            kind: "osv" | "epss" | "kev" | "vulnrichment" | "vex";
            /** Without credentials */
            location?: string;
            state: "ok" | "stale" | "example" | "failing" | "pending" | "running";
            /** Format: date-time */
            lastAttemptAt?: string;
            /**
             * Format: date-time
             * When it was last looked at and was well
             */
            lastSuccessAt?: string;
            /**
             * Format: date-time
             * How old its data is: as it says itself, or its newest record
             */
            dataAsOf?: string;
            /** Which part of it is that old, where parts have ages of their own: an ecosystem */
            oldestPart?: string;
            /** Of scores, by which model they were made: those of two models are not to be compared */
            modelVersion?: string;
            /** Its data is older than it may be */
            stale: boolean;
            /** How old it may be */
            staleAfterSeconds?: number;
            /** Data to try things out with, never current */
            example: boolean;
            records?: number;
            rejected?: number;
            /** Of a place of VEX documents, whose records are statements */
            vex?: {
                documents: number;
                statements: number;
                /** Statements that no finding meets; absent where there were too many findings to look at */
                matchedNothing?: number;
                /** Pieces of documents */
                notUnderstood: number;
            };
            error?: string;
        };
        AdvisorySourceAge: {
            id: string;
            title: string;
            kind: "osv" | "epss" | "kev" | "vulnrichment";
            /** Format: date-time */
            dataAsOf?: string;
            /** Which part of it is that old */
            oldestPart?: string;
            staleAfterSeconds?: number;
        };
        AdvisoryData: {
            /**
             * Format: date-time
             * How old the advisories are: those of the oldest source; absent where the age of one is not known
             */
            asOf?: string;
            advisories: number;
            failing: number;
            /** Sources in use, of advisories, EPSS and known exploited vulnerabilities */
            sources: number;
            /** Sources whose data is older than it may be, or of unknown age */
            stale: components["schemas"]["AdvisorySourceAge"][];
            /** Sources in use that are only examples, and never current */
            examples: components["schemas"]["AdvisorySourceAge"][];
        };
        /**
         * `unclassified`: on no list, or not known at all
         */
        LicenseCategory: "public-domain" | "permissive" | "weak-copyleft" | "strong-copyleft" | "network-copyleft" | "proprietary" | "unclassified";
        /**
         * `unknown`: no source says anything usable; `ambiguous`: what is said may mean several licenses; `conflicting`: sources disagree
         */
        LicenseState: "known" | "unknown" | "ambiguous" | "conflicting";
        Verdict: "allow" | "review" | "deny";
        LicenseReason: {
            license?: string;
            verdict: components["schemas"]["Verdict"];
            /** Path into the policy: `categories.network-copyleft` */
            rule: string;
            /** For people */
            text: string;
        };
        LicensedComponent: {
            purl: string;
            ecosystem?: string;
            name: string;
            version: string;
            expression?: string;
            state: components["schemas"]["LicenseState"];
            stateReason?: string;
            category: components["schemas"]["LicenseCategory"];
            curated?: boolean;
            /** Its registry has not been asked yet */
            pending?: boolean;
            /** In the entity; without one, the worst of all uses */
            verdict?: components["schemas"]["Verdict"];
            excepted?: boolean;
            /** Without an entity only */
            services?: number;
            direct?: components["schemas"]["Direct"];
            scope?: components["schemas"]["Scope"];
            /** What its registry says */
            deprecated?: string;
            /** Format: date-time */
            publishedAt?: string;
            latestVersion?: string;
            versionsBehind?: number;
            daysBehind?: number;
        };
        LicensedComponentPage: {
            items: components["schemas"]["LicensedComponent"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        LicensedComponentDetail: {
            component: components["schemas"]["LicensedComponent"];
            /** What each source says */
            claims: {
                /** `lockfile`, `sbom`, `npm`, `deps.dev`, …, `curation` */
                source: string;
                /** As the source has it */
                text?: string;
                /** As it was understood */
                expression?: string;
                candidates?: string[];
                /** Format: date-time */
                recordedAt: string;
                /** Format: date-time */
                supersededAt?: string;
            }[];
            curations: components["schemas"]["Decision"][];
            /** By policy */
            verdicts: {
                policy: string;
                verdict: components["schemas"]["Verdict"];
                /** The branch of OR that was taken */
                chosen?: string;
                reasons: components["schemas"]["LicenseReason"][];
            }[];
            obligations: components["schemas"]["LicenseObligation"][];
            /** Absent where nobody asks for it */
            provenance?: components["schemas"]["Provenance"];
            /** Who is asked about packages of its ecosystem; absent where that is not known */
            sources?: {
                /** Titles of sources */
                asked: string[];
                /** Where nobody is asked, the options that would change that */
                possible: string[];
            };
            /** How asking its registry went */
            registry?: {
                source?: string;
                /** Format: date-time */
                askedAt?: string;
                /** Format: date-time */
                nextAt?: string;
                error?: string;
            };
        };
        LicenseIssue: {
            id: string;
            entityRef: string;
            targetName: string;
            owners: string[];
            purl: string;
            ecosystem?: string;
            name: string;
            version: string;
            expression?: string;
            state: components["schemas"]["LicenseState"];
            category: components["schemas"]["LicenseCategory"];
            verdict: components["schemas"]["Verdict"];
            policy: string;
            reasons: components["schemas"]["LicenseReason"][];
            direct?: components["schemas"]["Direct"];
            scope: components["schemas"]["Scope"];
            manifests?: string[];
            /** Format: date-time */
            firstSeenAt: string;
            exception?: components["schemas"]["Decision"];
            /** For dependency paths, with `/snapshots/{id}/paths` */
            snapshotId?: string;
        };
        LicenseIssuePage: {
            items: components["schemas"]["LicenseIssue"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        /** Each package version that the policy judges, in one of four. What is denied or to review is an issue, also where an exception covers it. */
        VerdictCounts: {
            allow: number;
            review: number;
            deny: number;
            /** To review for no other reason than that the license is not known: no issues, but packages to curate */
            curate: number;
        };
        LicenseOverview: {
            /** Package versions, each counted once for each entity */
            components: number;
            services?: number;
            states: {
                known: number;
                unknown: number;
                ambiguous: number;
                conflicting: number;
            };
            /** Unknown ones whose registries have not been asked yet */
            pending?: number;
            verdicts: components["schemas"]["VerdictCounts"];
            /** Issues that an exception in force sets aside, by verdict; among `verdicts` they are counted, too */
            excepted: {
                review: number;
                deny: number;
            };
            /** Of one entity, the policy that holds for it */
            policy?: string;
            /** Of one entity, its distribution model and where that comes from */
            distribution?: {
                model: string;
                because: string;
            };
            categories: {
                category: components["schemas"]["LicenseCategory"];
                components: number;
                services: number;
            }[];
            /** The 12 most used */
            licenses: components["schemas"]["LicenseUse"][];
            /** Up to 50 owners, most denied first; empty for one entity */
            teams: {
                /** Empty where nobody owns them */
                owner: string;
                services: number;
                verdicts: components["schemas"]["VerdictCounts"];
                /** Uses of unknown licenses, judged or not; among `verdicts` are those that are judged */
                unknown: number;
            }[];
            /** Owners beyond those */
            teamsLeft?: number;
            /**
             * Format: date-time
             * When license facts last changed
             */
            asOf?: string;
        };
        LicenseUse: {
            /** Empty where the license is not known */
            expression: string;
            /** Of a single SPDX id */
            name?: string;
            category: components["schemas"]["LicenseCategory"];
            state: components["schemas"]["LicenseState"];
            /** What an unsettled one may be */
            candidates?: string[];
            components: number;
            services: number;
            /** Uses by verdict; policies differ from service to service */
            verdicts: components["schemas"]["VerdictCounts"];
            url?: string;
        };
        LicenseUsePage: {
            items: components["schemas"]["LicenseUse"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        LicenseObligation: {
            id: string;
            title: string;
            description: string;
        };
        LicenseObligations: {
            /** Components whose license is not known; they may ask for more */
            incomplete: number;
            items: {
                obligation: components["schemas"]["LicenseObligation"];
                licenses: string[];
                components: number;
            }[];
        };
        LicensePolicies: {
            policies: {
                name: string;
                title?: string;
                description?: string;
                /** SHA-256 of its rules */
                digest: string;
                services?: number;
                rules: {
                    rule: string;
                    verdict: components["schemas"]["Verdict"];
                }[];
            }[];
            distribution: {
                annotation: string;
                default: string;
                rules: {
                    model: string;
                    /** For people */
                    when: string;
                }[];
            };
        };
        LicenseSources: {
            /** Package versions in use */
            components: number;
            asked: number;
            pending: number;
            known?: number;
            sources: {
                id: string;
                title: string;
                ecosystems: string[];
                state: "ok" | "failing" | "pausing" | "idle";
                answered?: number;
                /** The registry does not know it */
                absent?: number;
                failed?: number;
                /** Format: date-time */
                lastSuccessAt?: string;
                /** Format: date-time */
                resumesAt?: string;
                error?: string;
            }[];
        };
        JudgedPullRequest: {
            entityRef: string;
            /** Such as `github` */
            forge: string;
            repository: string;
            number: number;
            title: string;
            url: string;
            /** It comes from another repository */
            fork: boolean;
            head: {
                branch: string;
                revision: string;
            };
            base: {
                branch: string;
                /** What it is compared with, once that is known */
                revision?: string;
                /** Whether that is the commit that both have in common; otherwise it is the tip of the branch */
                mergeBase?: boolean;
            };
            outcome?: components["schemas"]["GateOutcome"];
            /** Against the base; absent until it is judged */
            findings?: {
                added: number;
                fixed: number;
                removed: number;
            };
            /** Format: date-time */
            judgedAt?: string;
            /** Whether the forge was told of this head */
            reported: boolean;
            /** Format: date-time */
            reportedAt?: string;
            /** Why it could not be read or reported the last time */
            error?: string;
            /** Format: date-time */
            nextTryAt?: string;
        };
        PullRequestPage: {
            items: components["schemas"]["JudgedPullRequest"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        NewRelease: {
            entityRef: string;
            /** Its version or tag: `2.1.0` */
            name: string;
            /** Default: what is in force */
            snapshot?: string;
        };
        Release: {
            id: string;
            entityRef: string;
            targetName?: string;
            name: string;
            /** The name of the uploaded SBOM that it is of; absent for scans */
            series?: string;
            madeBy: "upload" | "annotation" | "api";
            /** Who made it */
            recordedBy?: string;
            /** Of the source */
            revision?: string;
            /** Format: date-time */
            releasedAt: string;
            snapshotId: string;
            componentCount: number;
            /** Some of its files could not be read */
            partial: boolean;
            /** What its changelog compares it with; absent: it is the first */
            previous?: {
                id: string;
                name: string;
            };
            changelog: {
                /**
                 * It is written shortly after the release is made
                 */
                state: "written" | "pending" | "failed";
                /** Of the document in the archive */
                sha256?: string;
                error?: string;
            };
        };
        ReleasePage: {
            items: components["schemas"]["Release"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        Changelog: {
            version: 1;
            subject: {
                entityRef: string;
                name: string;
            };
            release: components["schemas"]["ChangelogRelease"];
            previous?: components["schemas"]["ChangelogRelease"];
            /**
             * `then`: as was known when the release was made; `now`: as is known now of both
             */
            basis: "then" | "now";
            /** Format: date-time */
            asOf: string;
            /** What it comes to in a few sentences */
            impact: string;
            /** Of known vulnerabilities. Absent for whoever may not read the findings of the entity */
            findings?: {
                open: components["schemas"]["SeverityCounts"];
                /** What it ships with and is dismissed */
                dismissed?: number;
                added: components["schemas"]["ChangelogFindings"];
                fixed: components["schemas"]["ChangelogFindings"];
                reopened: components["schemas"]["ChangelogFindings"];
                rerated: components["schemas"]["ChangelogFindings"];
                decided: components["schemas"]["ChangelogFindings"];
            };
            components: {
                added: components["schemas"]["ChangelogPackages"];
                removed: components["schemas"]["ChangelogPackages"];
                changed: {
                    count: number;
                    items: {
                        name: string;
                        type?: string;
                        before: string[];
                        after: string[];
                        major: boolean;
                    }[];
                };
                majors: number;
            };
            /** Absent for whoever may not read the licenses of the entity */
            licenses?: {
                /** Package versions of which no license is known */
                unknown?: number;
                added: components["schemas"]["ChangelogLicenses"];
                removed: components["schemas"]["ChangelogLicenses"];
                changed: {
                    count: number;
                    items: {
                        name: string;
                        type?: string;
                        before: string[];
                        after: string[];
                    }[];
                };
            };
        };
        ChangelogRelease: {
            name: string;
            series?: string;
            revision?: string;
            /** Format: date-time */
            releasedAt: string;
            components: number;
            partial: boolean;
        };
        /** How many there are, and the first of them */
        ChangelogFindings: {
            count: number;
            items: {
                vulnerability: string;
                severity: components["schemas"]["Severity"];
                package: string;
                versions: string[];
                summary?: string;
                knownExploited?: boolean;
                dismissed?: boolean;
                /** Of one that is rated otherwise */
                before?: components["schemas"]["Severity"];
                /**
                 * Of one about which something was decided
                 */
                decision?: "dismissed" | "decided" | "withdrawn";
                verdict?: string;
            }[];
        };
        ChangelogPackages: {
            count: number;
            items: {
                name: string;
                type?: string;
                version: string;
            }[];
        };
        ChangelogLicenses: {
            count: number;
            items: {
                expression: string;
                packages: number;
            }[];
        };
        ComparedTool: {
            /** `safety-curtain` is what the portal itself finds by advisories */
            tool: string;
            toolName: string;
            /**
             * Format: date-time
             * Its last report
             */
            ranAt?: string;
            /** It did not finish */
            partial: boolean;
            /** Findings that it says */
            found: number;
            /** Of these */
            alone: number;
            /** What it was told to be silent about */
            ignored: number;
        };
        ToolOpinion: {
            tool: string;
            outcome: "found" | "ignored" | "missing";
            /** Of the package, as this tool saw it; where the portal finds nothing, those in use */
            versions: string[];
            /**
             * Why it is missing. `other-versions`: it saw the package at others. `other-package`: it says it of another package. `newer-data`: it became known after the last report. `unfinished`: the tool did not finish. `only-others`: it knows the package and says other things of it. `not-told`: its report says nothing of the package. Of the portal, `no-record`: no advisory source has it; `not-affected`: advisories say that the versions in use are clear of it; `not-in-source`: no lock file or SBOM has the package; `unknown-ecosystem`: the ecosystem is not matched.
             */
            reason?: "other-versions" | "other-package" | "newer-data" | "unfinished" | "only-others" | "not-told" | "no-record" | "not-affected" | "not-in-source" | "unknown-ecosystem";
            /** The tool's own words for what it ignores, the name of the other package, or when it became known */
            text?: string;
        };
        ComparedFinding: {
            finding: components["schemas"]["Finding"];
            /** In the order of the tools */
            tools: components["schemas"]["ToolOpinion"][];
        };
        ToolComparison: {
            tools: components["schemas"]["ComparedTool"][];
            items: components["schemas"]["ComparedFinding"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        FindingChangeCounts: {
            opened: number;
            reopened: number;
            resolved: number;
        };
        ToolReport: {
            /** What the tool is known by */
            tool: string;
            toolName: string;
            toolVersion?: string;
            /** Empty for the only one */
            category: string;
            format: string;
            /**
             * `source`: a file in the source; `native`: found by Safety Curtain itself
             */
            origin: "upload" | "source" | "native";
            /** Format: date-time */
            receivedAt: string;
            /** Who sent it */
            receivedBy: string;
            /** Format: date-time */
            ranAt?: string;
            /** The commit it is about */
            revision?: string;
            /** Results that were read */
            results: number;
            /** How many there were, where not all were read */
            total?: number;
            openFindings: number;
            /** The tool did not finish; nothing was resolved by it */
            partial: boolean;
            /** What was cut, skipped or not understood */
            notices: string[];
        };
        ToolReports: {
            items: components["schemas"]["ToolReport"][];
        };
        ReportUpload: {
            /** False: the last reports said the same */
            created: boolean;
            changes: components["schemas"]["FindingChangeCounts"];
            reports: components["schemas"]["ToolReport"][];
        };
        ScanState: "running" | "succeeded" | "partial" | "unchanged" | "failed" | "abandoned";
        ScanTrigger: "schedule" | "manual" | "event" | "catalog" | "upload";
        ScanStep: "fetching" | "reading" | "documents" | "matching" | "storing";
        Scan: {
            id: string;
            entityRef: string;
            trigger: components["schemas"]["ScanTrigger"];
            requestedBy?: string;
            state: components["schemas"]["ScanState"];
            step?: components["schemas"]["ScanStep"];
            /** What the step is at, for people: `12 of 40 files` */
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
            /** Files among those read that have suddenly lost components, and may be damaged */
            suddenLosses?: number;
            /** Dependencies whose version could not be found out; absent where no file was read */
            unresolvedVersions?: number;
            /** Stored documents of its snapshot that were damaged and that it wrote anew */
            restoredDocuments?: number;
            componentCount?: number;
            findingsOpened?: number;
            findingsResolved?: number;
            openFindings?: components["schemas"]["SeverityCounts"];
        };
        ScanPage: {
            items: components["schemas"]["Scan"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        ScanDetail: {
            scan: components["schemas"]["Scan"];
            files: components["schemas"]["ManifestCoverage"][];
        };
        ScanRequest: {
            entityRef: string;
            queued: boolean;
            scan?: components["schemas"]["Scan"];
        };
        ScorecardTrend: {
            /**
             * Format: date-time
             * The first answer there is; points before it are missing
             */
            since?: string;
            points: {
                /** Format: date-time */
                at: string;
                services: number;
                /** As in roll-ups; where no check was asked for */
                levels?: number[];
                answers?: components["schemas"]["ScorecardAnswerCounts"];
            }[];
        };
        ScorecardMovers: {
            up: number;
            down: number;
            items: {
                entityRef: string;
                name: string;
                owners: string[];
                /** Levels held then */
                from: number;
                /** Levels held now */
                to: number;
                /** Format: date-time */
                at: string;
            }[];
        };
        ScorecardCampaignList: {
            items: {
                name: string;
                title: string;
                target: string;
                level?: string;
                state: "done" | "open" | "overdue";
                services: number;
                done: number;
                /** Teams with services that lack it, most first, at most 50 */
                teams: {
                    ref: string;
                    title: string;
                    services: number;
                    done: number;
                }[];
                /** Teams beyond those */
                teamsLeft: number;
            }[];
        };
        ScorecardList: {
            items: components["schemas"]["ScorecardDefinition"][];
        };
        ScorecardDefinition: {
            name: string;
            title: string;
            description?: string;
            /** Services that it is for; an empty list asks nothing */
            filter: {
                kinds: string[];
                types: string[];
                lifecycles: string[];
                tags: string[];
                owners: string[];
            };
            checks: components["schemas"]["ScorecardCheck"][];
            /** From the lowest */
            levels: {
                name: string;
                title: string;
                checks: string[];
                warningsHold: boolean;
            }[];
            campaigns: {
                name: string;
                title: string;
                /** A day or a time */
                target: string;
                level?: string;
                checks: string[];
            }[];
        };
        ScorecardCheck: {
            id: string;
            title: string;
            category: string;
            /** 1 to 10 */
            weight: number;
            advice: string;
            /** Requirements of frameworks that it serves */
            controls: {
                framework: string;
                /** Name of the framework */
                title: string;
                id: string;
            }[];
            /** Thresholds in force, by name */
            options: {
                [key: string]: number;
            };
        };
        ScorecardAnswerCounts: {
            pass: number;
            warn: number;
            fail: number;
            notApplicable: number;
            unknown: number;
            exempted: number;
        };
        ScorecardRollUpRow: {
            /** Entity ref, `organization` or `unowned` */
            ref: string;
            title: string;
            /** Groups, or domains, right above it */
            parents?: string[];
            services: number;
            criticalServices: number;
            /** Services by the number of levels that they hold; the first number is of those that hold none */
            levels: number[];
            alertLevels: components["schemas"]["AlertLevelCounts"];
            /** In the order of the scorecard's checks */
            checks: components["schemas"]["ScorecardAnswerCounts"][];
            /** Critical services with a check that fails, the first 20 */
            failingCritical: {
                entityRef: string;
                name: string;
                checks: string[];
            }[];
            failingCriticalCount: number;
            /** Services that an overdue campaign still waits for */
            overdue: number;
        };
        /** Services by their alert level */
        AlertLevelCounts: {
            high: number;
            medium: number;
            low: number;
            unknown: number;
        };
        ScorecardRollUp: {
            scorecard: string;
            by: string;
            /** Those with most failures of critical services first */
            rows: components["schemas"]["ScorecardRollUpRow"][];
            total: components["schemas"]["ScorecardRollUpRow"];
            /** Services that have not been asked yet, or not since the scorecards were changed: they are in no count */
            pending: number;
            /**
             * Format: date-time
             * When the answers that are longest ago were given
             */
            oldest?: string;
        };
        ScorecardNode: {
            ref: string;
            title: string;
            /** Those with services of this node */
            scorecards: {
                scorecard: string;
                title: string;
                /** Titles, from the lowest */
                levels: string[];
                rollUp: components["schemas"]["ScorecardRollUpRow"];
                /** Services that an overdue campaign waits for, at most 20; `rollUp.overdue` counts all */
                overdueServices: {
                    entityRef: string;
                    name: string;
                }[];
                /** Checks that services fail, at most 5 (`rollUp.checks` counts all); what weighs more first, then what more services fail */
                worst: {
                    /** 1 to 10 */
                    weight: number;
                    check: string;
                    title: string;
                    advice: string;
                    failing: number;
                }[];
            }[];
        };
        /**
         * `warn`: it holds, and something about it needs attention; `unknown`: facts are missing or the check broke; `exempted`: set aside by an exemption that holds now
         */
        ScorecardAnswer: "pass" | "warn" | "fail" | "notApplicable" | "unknown" | "exempted";
        /**
         * What the check itself answered, whatever was exempted
         */
        ScorecardCheckAnswer: "pass" | "warn" | "fail" | "notApplicable" | "unknown";
        ScorecardService: {
            entityRef: string;
            name: string;
            type?: string;
            owners: string[];
            system?: string;
            lifecycle?: string;
            tags?: string[];
            critical: boolean;
            /** Absent where it holds none */
            level?: string;
            levelsHeld: number;
            /** Format: date-time */
            levelSince?: string;
            /** In the order of the scorecard's checks */
            answers: components["schemas"]["ScorecardAnswer"][];
            /** Checks that the next level lacks, the least effort first */
            missing?: string[];
            /** Names of overdue campaigns that wait for it */
            overdue?: string[];
            /** Of checks that fail, warn or are unknown, in the order of the scorecard; where `reasons` was asked for */
            reasons?: {
                check: string;
                reason: string;
            }[];
            /** Format: date-time */
            scoredAt: string;
        };
        ScorecardServicePage: {
            items: components["schemas"]["ScorecardService"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        ScorecardEvidence: {
            kind: "component" | "exception" | "fact" | "file" | "finding" | "manifest" | "openssf" | "sbom" | "scan";
            ref?: string;
            /** Path below the service's source */
            file?: string;
            line?: number;
            date?: string;
            text: string;
        };
        ScorecardExemption: {
            /** Absent where it is written in the configuration */
            decisionId?: string;
            approver: string;
            reason: string;
            expires: string;
        };
        ServiceCheck: {
            /** Id of a check of the scorecard */
            check: string;
            answer: components["schemas"]["ScorecardAnswer"];
            result: components["schemas"]["ScorecardCheckAnswer"];
            reason: string;
            evidence: components["schemas"]["ScorecardEvidence"][];
            toChange: number;
            /** 0 to 10 */
            score?: number;
            /**
             * Format: date-time
             * Since when the answer is this one
             */
            since: string;
            exempted?: components["schemas"]["ScorecardExemption"];
            expired?: components["schemas"]["ScorecardExemption"];
        };
        ServiceScorecard: {
            scorecard: components["schemas"]["ScorecardDefinition"];
            level?: string;
            levelsHeld: number;
            /** Format: date-time */
            levelSince?: string;
            critical: boolean;
            /** Absent where all levels hold */
            next?: {
                level: string;
                /** The least effort first */
                missing: {
                    check: string;
                    /** Units of about an hour: what one thing takes times how many have to change */
                    effort: number;
                }[];
            };
            checks: components["schemas"]["ServiceCheck"][];
            campaigns: {
                name: string;
                title: string;
                target: string;
                state: "done" | "open" | "overdue";
                missing: string[];
            }[];
            /** OpenSSF Scorecard's aggregate, where the scorecard asks for it */
            openSsf?: {
                /** 0 to 10 */
                score?: number;
                partial: boolean;
                /** Share of OpenSSF's weight that could be answered */
                coverage: number;
                by: "result" | "own" | "both" | "none";
            };
            /** Format: date-time */
            scoredAt: string;
        };
        ServiceScorecards: {
            entityRef: string;
            name: string;
            scorecards: components["schemas"]["ServiceScorecard"][];
            /** Facts have changed since, or it was never asked: answers follow within a minute or so */
            pending: boolean;
            /** Why it could not be asked the last time */
            error?: string;
            /** Whether the caller may ask for an exemption here */
            mayExempt?: boolean;
        };
        ScorecardHistoryPage: {
            items: {
                kind: "level" | "check";
                check?: string;
                answer?: components["schemas"]["ScorecardAnswer"];
                levelsHeld?: number;
                /** Format: date-time */
                since: string;
                /**
                 * Format: date-time
                 * Absent where it still is so
                 */
                until?: string;
            }[];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        Severity: "critical" | "high" | "medium" | "low" | "none" | "unknown";
        SeverityCounts: {
            critical: number;
            high: number;
            medium: number;
            low: number;
            none: number;
            unknown: number;
        };
        /**
         * What a package is needed for; `unknown` where the files do not tell, which counts as runtime wherever it has to be decided
         */
        Scope: "runtime" | "development" | "optional" | "unknown";
        /** Whether the project asks for it itself; absent where the files do not tell */
        Direct: boolean;
        DirectFilter: "true" | "false" | "unknown";
        /** A count that stops at a bound; `atLeast` says that it did */
        Total: {
            count: number;
            atLeast: boolean;
        };
        PathList: {
            truncated: boolean;
            paths: {
                manifest: string;
                /** Where people declare what the manifest locks: package.json of package-lock.json */
                declaredIn: string;
                purls: string[];
            }[];
        };
        Override: {
            /** The file to write it into; of a command */
            file: string;
            kind: "file" | "command";
            text: string;
        };
        SnapshotOrigin: "scan" | "upload";
        Snapshot: {
            id: string;
            entityRef: string;
            targetName?: string;
            owners: string[];
            origin: components["schemas"]["SnapshotOrigin"];
            /** Of an upload; tells several of one entity apart */
            name?: string;
            release?: string;
            /** Who uploaded it */
            recordedBy?: string;
            /** What made the document */
            tools?: string[];
            /** Of the SBOM */
            quality?: number;
            /** In force now */
            current?: boolean;
            /** A hold keeps it from being deleted */
            held?: boolean;
            observations?: number;
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
                format: "cyclonedx" | "spdx" | "original";
                mediaType?: string;
                sha256: string;
                /** bytes */
                size: number;
                /** Which archive store holds it */
                store?: string;
                /** Id of the key of the signature that can be had of it; absent where there is none */
                signedBy?: string;
            }[];
        };
        SnapshotPage: {
            items: components["schemas"]["Snapshot"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        SnapshotDiff: {
            base: components["schemas"]["Snapshot"];
            snapshot: components["schemas"]["Snapshot"];
            added: components["schemas"]["PackageVersion"][];
            removed: components["schemas"]["PackageVersion"][];
            changed: {
                name: string;
                type?: string;
                before: string[];
                after: string[];
            }[];
            /** Absent for whoever may not read the findings of the entity */
            findingsOpened?: components["schemas"]["Finding"][];
            /** Absent for whoever may not read the findings of the entity */
            findingsResolved?: components["schemas"]["Finding"][];
        };
        PackageVersion: {
            purl?: string;
            name: string;
            version: string;
        };
        SbomQuality: {
            score: number;
            checks: {
                id: string;
                title: string;
                weight?: number;
                passed: number;
                of: number;
                advice?: string;
            }[];
            minimumElements?: components["schemas"]["MinimumElements"];
        };
        /** The 17 data fields of CISA's minimum elements (2026), by name; absent where the document was not read again */
        MinimumElements: {
            /** The share of what is stated */
            score: number;
            /** The share of what is stated, or said to be unknown or withheld */
            explained: number;
            elements: {
                id: string;
                name: string;
                stated: number;
                unknown: number;
                withheld: number;
                missing: number;
                of: number;
                advice: string;
                /** The first components that say nothing of it */
                lackedBy: string[];
            }[];
        };
        /**
         * How much a service needs attention, by its open findings and license issues; `unknown` where nothing of it was ever read
         */
        AlertLevel: "unknown" | "low" | "medium" | "high";
        AlertLevelPage: {
            items: {
                level: components["schemas"]["AlertLevel"];
                /** Format: date-time */
                since: string;
                /**
                 * Format: date-time
                 * Absent where it is in force
                 */
                until?: string;
            }[];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        /** One thing that makes a service reach its level */
        AlertReason: {
            kind: "severity" | "findings" | "licenseIssues";
            count: number;
            /** Of the findings that are counted; of `severity` alone */
            severity?: components["schemas"]["Severity"];
            /** From how many findings on; of `findings` alone */
            from?: number;
        };
        Alert: {
            level: components["schemas"]["AlertLevel"];
            /** Format: date-time */
            since?: string;
            /** Nothing makes a service low or unknown */
            because: components["schemas"]["AlertReason"][];
        };
        /**
         * `ok` the last scan read everything; `partial` some file could not be read; `failed` the last scan failed; `stale` no good scan for longer than twice the schedule; `empty` nothing that can be scanned was found; `pending` never scanned; `unscannable` the entity names no readable source
         */
        TargetHealth: "ok" | "partial" | "failed" | "stale" | "empty" | "pending" | "unscannable";
        Target: {
            entityRef: string;
            /** The entity's title or name */
            name: string;
            kind?: string;
            type?: string;
            owners: string[];
            system?: string;
            domain?: string;
            lifecycle?: string;
            tags: string[];
            /** Where it is read from */
            source?: string;
            health: components["schemas"]["TargetHealth"];
            healthReason?: string;
            alertLevel: components["schemas"]["AlertLevel"];
            gate?: components["schemas"]["StoredGate"];
            openFindings: components["schemas"]["SeverityCounts"];
            componentCount?: number;
            lastScan?: components["schemas"]["Scan"];
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
        /** What the service's gate said last; absent until it was judged once */
        StoredGate: {
            outcome: components["schemas"]["GateOutcome"];
            /** Format: date-time */
            since: string;
        };
        TargetPage: {
            items: components["schemas"]["Target"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        TargetDetail: {
            target: components["schemas"]["Target"];
            alert: components["schemas"]["Alert"];
            snapshot?: components["schemas"]["Snapshot"];
            manifests: components["schemas"]["ManifestCoverage"][];
            /** Open findings with a fixed version, and how many packages those are in */
            fixable: {
                findings: number;
                packages: number;
            };
            knownExploited?: number;
            /** Worst open findings */
            newest: components["schemas"]["Finding"][];
            advisoryData: components["schemas"]["AdvisoryData"];
            /** Images that the annotation `safety-curtain.io/image` names; absent where there is none */
            images?: components["schemas"]["TargetImage"][];
        };
        TargetImage: {
            /** As the annotation has it */
            image: string;
            /** By which its packages say where they are from: `image:ghcr.io/acme/shop` */
            path: string;
            /** What the tag leads to */
            digest?: string;
            /** Of the image for the platform */
            imageDigest?: string;
            platform?: string;
            /** Format: date-time */
            createdAt?: string;
            /** As a label has it */
            source?: string;
            revision?: string;
            version?: string;
            /** The image that it is built on, as its labels say */
            base?: {
                name?: string;
                digest?: string;
            };
            /** Signatures beside it; `provenance` says what they are worth */
            signatures?: number;
            /** What signatures and attestations of it come to; absent where the portal verifies none */
            provenance?: components["schemas"]["Origin"] & {
                outcome: components["schemas"]["ProvenanceOutcome"];
                reason: string;
            };
            /**
             * Absent where nobody has looked yet
             */
            sbom?: "read" | "none" | "failed";
            /** Why none could be read */
            sbomReason?: string;
            sbomFrom?: string;
            /** Package versions from its SBOM */
            components: number;
            /** Format: date-time */
            changedAt?: string;
            /** Format: date-time */
            lookedAt?: string;
            /** Why the registry could not be read at last */
            error?: string;
        };
        ManifestCoverage: {
            path: string;
            format?: string;
            outcome: "read" | "skipped" | "failed";
            reason?: string;
            warnings?: string[];
            components?: number;
            /**
             * Format: date-time
             * Set where the file could not be read and what was known before still stands
             */
            staleSince?: string;
            suddenLoss?: components["schemas"]["SuddenLoss"];
            unresolved?: components["schemas"]["UnresolvedVersions"];
        };
        /** Dependencies that the file names without a version that could be found out, and which are no components */
        UnresolvedVersions: {
            count: number;
            /** Names of the first */
            packages: string[];
            /** Maven parents and BOMs that are not at hand; where no version is missing, they may still add dependencies */
            poms: {
                /** `group:artifact:version` */
                name: string;
                role: "parent" | "BOM";
                reason?: string;
            }[];
        };
        /** The file could be read, and has suddenly lost so many components that it may be damaged */
        SuddenLoss: {
            /** How many components it had at its last good reading */
            before: number;
            /** Format: date-time */
            since: string;
        };
        /**
         * `waiting`: not created yet. `left`: people closed it though findings are open
         */
        TicketState: "waiting" | "open" | "left" | "closed";
        TicketList: {
            items: components["schemas"]["Ticket"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        Ticket: {
            id: string;
            tracker: string;
            project: string;
            /**
             * `rule`: what a rule of a tool finds in one service
             */
            group: "upgrade" | "vulnerability" | "service" | "rule";
            title: string;
            state: components["schemas"]["TicketState"];
            /** In the tracker: a number, a key */
            remoteId?: string;
            url?: string;
            /** Up to 20 entity refs of those that the caller may see */
            services: string[];
            /** What people say in the tracker: a proposal, which decides nothing */
            wontFix?: {
                by?: string;
                text?: string;
            };
            /** Why it could not be written */
            error?: string;
            /** Format: date-time */
            nextTryAt?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            writtenAt?: string;
        };
        TriageSummary: {
            /** Open findings whose day is over */
            overdue: number;
            /** Within 7 days */
            dueSoon: number;
            /**
             * Format: date
             * The next day, today or later
             */
            nextDue?: string;
            needsReview: number;
            /** Decisions that wait for an approver; absent within a scope */
            proposed?: number;
            /** Findings whose decision ends within 14 days */
            endingSoon: number;
            /** Who has what overdue, the most first; the first 50 */
            owners: {
                /** Entity ref; empty: nobody */
                owner: string;
                overdue: number;
                dueSoon: number;
            }[];
            /** Owners with something overdue or due soon beyond those */
            ownersLeft: number;
            /** Of what was resolved within 90 days, by severity */
            remediation: {
                severity: components["schemas"]["Severity"];
                resolved: number;
                /** From first seen to resolved */
                days: number;
                /** Resolved after their day */
                late: number;
            }[];
        };
        TriageRule: {
            id: string;
            mode: "apply" | "log";
            /** As it is configured */
            definition: {
                [key: string]: unknown;
            };
            decisionId?: string;
            /** For which it decides now; absent where it only logs */
            findings?: number;
        };
        TriageTrial: {
            /** Findings that were looked at */
            looked: number;
            /** False: there are more than were looked at */
            complete: boolean;
            rules: {
                id: string;
                findings: number;
                /** That these are in */
                services: number;
                /** The first ten */
                examples: {
                    id: string;
                    entityRef: string;
                    advisory: string;
                    package: string;
                }[];
            }[];
        };
        UpgradePlan: {
            entityRef: string;
            /**
             * Format: date-time
             * When the files of the service were last read
             */
            readAt?: string;
            counts: components["schemas"]["PlannedCounts"];
            /** The best first */
            changes: components["schemas"]["PlannedChange"][];
            /** No smaller set of these changes clears as much; otherwise they were chosen one by one */
            exact: boolean;
            packages: components["schemas"]["PlannedPackage"][];
            /** Open findings that the plan knows nothing of, since the stored graph does not have their packages; a scan brings the two together. Where the plan is cut, also those that it leaves out */
            unplanned: number;
            /** The service has more than one plan is made of: it has the 1,000 packages with the worst findings, and 2,000 uses of them */
            cut: boolean;
        };
        /** Findings in numbers; one is cleared where all its places are */
        PlannedCounts: {
            findings: number;
            cleared: number;
            urgent: number;
            urgentCleared: number;
        };
        PlannedFinding: {
            package: string;
            vulnerability: string;
            urgent: boolean;
        };
        UpgradeStep: "patch" | "minor" | "major" | "unknown";
        PlannedParent: {
            ecosystem?: string;
            package: string;
            version: string;
        };
        PlannedChange: {
            /**
             * `upgrade`: of a direct dependency; `parent`: of a direct dependency so that it lets go of others; `override`: a version is forced of what comes in through others
             */
            kind: "upgrade" | "parent" | "override";
            ecosystem: string;
            package: string;
            from: string[];
            to: string;
            step: components["schemas"]["UpgradeStep"];
            /** Format: date-time */
            publishedAt?: string;
            ageDays?: number;
            /** Younger than the floor, and taken because it is the fix */
            young: boolean;
            unconfirmed?: components["schemas"]["UnconfirmedVersion"];
            manifest: string;
            format: string;
            declaredIn: string;
            how?: components["schemas"]["Override"];
            clears: components["schemas"]["PlannedFinding"][];
            leaves: components["schemas"]["PlannedFinding"][];
            /** Of `parent`: the service or the file whose lock file shows that it lets go */
            seenIn?: string;
            /** Direct dependencies that bring it as well, and may keep the old version */
            alsoThrough: components["schemas"]["PlannedParent"][];
        };
        /** No registry told of the version, an advisory names it: whether it was deprecated or withdrawn is not known */
        UnconfirmedVersion: boolean;
        UpgradeTarget: {
            version: string;
            step: components["schemas"]["UpgradeStep"];
            /** Format: date-time */
            publishedAt?: string;
            young: boolean;
            unconfirmed?: components["schemas"]["UnconfirmedVersion"];
            clears: string[];
            leaves: string[];
        };
        PlannedPackage: {
            ecosystem: string;
            package: string;
            version: string;
            places: {
                manifest: string;
                direct?: components["schemas"]["Direct"];
                scope: components["schemas"]["Scope"];
                through: components["schemas"]["PlannedParent"][];
                /** Whether these are all */
                throughAll: boolean;
            }[];
            vulnerabilities: string[];
            urgentVulnerabilities: string[];
            clear?: components["schemas"]["UpgradeTarget"];
            better?: components["schemas"]["UpgradeTarget"];
            urgent?: components["schemas"]["UpgradeTarget"];
            newest?: components["schemas"]["UpgradeTarget"];
            versionsKnown: components["schemas"]["VersionsKnown"];
            /**
             * Why there is no clear version
             */
            because?: "no-fix" | "only-pre-releases" | "only-withdrawn" | "all-affected" | "versions-not-ordered";
        };
        /**
         * Which versions of the package are known: all, or only the newest and those that advisories name as fixed, or the latter alone. Where it is not all, lower ones may be as good.
         */
        VersionsKnown: "all" | "newest-and-fixed" | "fixed";
        BiggestUpgrades: {
            items: components["schemas"]["BigUpgrade"][];
            /** Packages with open findings */
            packages: components["schemas"]["Total"];
            /** Those with the most open findings */
            packagesLookedAt: number;
            /** No upgrade of a package that was not looked at could clear as much as the last of these */
            exact: boolean;
        };
        BigUpgrade: {
            ecosystem: string;
            package: string;
            from: string[];
            to: string;
            step: components["schemas"]["UpgradeStep"];
            /** Format: date-time */
            publishedAt?: string;
            unconfirmed?: components["schemas"]["UnconfirmedVersion"];
            /** That it clears */
            findings: number;
            /** Urgent ones among them */
            urgent: number;
            /** Findings of the package in these services that it does not clear */
            left: number;
            services: number;
            /** Services that ask for the package themselves */
            directServices: number;
            /** Whose services these are, those with the most first; up to 10 */
            owners: {
                /** Entity ref; empty: nobody */
                owner: string;
                services: number;
            }[];
            /** Owners beyond those */
            ownersLeft: number;
            versionsKnown: components["schemas"]["VersionsKnown"];
        };
        IgnoreFiles: {
            files: components["schemas"]["IgnoreFile"][];
        };
        IgnoreFile: {
            path: string;
            origin: "source" | "upload";
            /** Absent where the file could never be read */
            tool?: string;
            /** Format: date-time */
            readAt: string;
            /** Why it could not be read last; its entries are as they were before */
            error?: string;
            entries: components["schemas"]["IgnoreFileEntry"][];
            notUnderstood: components["schemas"]["NotUnderstood"][];
        };
        IgnoreFileEntry: {
            line?: number;
            /** As it is written there */
            text: string;
            vulnerability: string;
            reason?: string;
            /** Format: date-time */
            endsAt?: string;
            untilFix?: boolean;
            /**
             * `matches`: findings of now. `matches-nothing`: it can go. `ended`: it says so itself.
             */
            state: "matches" | "matches-nothing" | "ended";
            /** That it is about */
            findings: number;
            decisionId?: string;
            decision?: "proposed" | "active" | "rejected" | "revoked" | "expired";
        };
        /** What came of a VEX document. Lists name the first 100; findings are those that the caller may see. */
        VexReport: {
            document: {
                /** As decisions name it in `originRef` */
                id: string;
                format: "CycloneDX" | "OpenVEX" | "CSAF";
                specVersion: string;
                version?: string;
                sha256: string;
                author?: string;
            };
            /** False where the same document was taken over before */
            created: boolean;
            /** That were understood */
            statements: number;
            /** Decisions of its earlier version that ended */
            superseded: number;
            /** Statements that wait for approval, as `triage.approval` asks for: they count for nothing yet */
            proposed: number;
            /** Decisions that are about findings, and not contradicted */
            applied: number;
            /** Findings that they count for, and that are not open because of it */
            dismissedFindings: number;
            /** Findings about which another decision says something else, and stands */
            conflicts: components["schemas"]["VexReportList"];
            /** Findings to which not every way leads through what the statement is about, or of which it speaks in part: shown, and not applied */
            information: components["schemas"]["VexReportList"];
            /** Statements that no finding meets; they wait for one */
            matchedNothing: components["schemas"]["VexReportList"];
            notUnderstood: {
                count: number;
                items: components["schemas"]["NotUnderstood"][];
            };
            /** False where there are more findings than were looked at for this report; the others follow by themselves */
            complete: boolean;
        };
        /** A piece of a document that is not taken over, and why */
        NotUnderstood: {
            /** Where: `statements[2]` */
            at: string;
            reason: string;
        };
        VexReportList: {
            count: number;
            items: components["schemas"]["VexReportItem"][];
        };
        VexReportItem: {
            /** Where in the document */
            at: string;
            vulnerability: string;
            /** The state, in the words of CycloneDX */
            says: string;
            decisionId: string;
            entityRef?: string;
            package?: string;
            /** What the decision says that stands against it */
            stands?: string;
            standingDecisionId?: string;
        };
        Vulnerability: {
            id: string;
            aliases: string[];
            summary?: string;
            severity: components["schemas"]["Severity"];
            score?: number;
            epss?: number;
            epssPercentile?: number;
            knownExploited: boolean;
            /** Packages were published to do harm */
            malicious?: boolean;
            /** Format: date-time */
            publishedAt?: string;
            /** Format: date-time */
            modifiedAt?: string;
            packages?: string[];
            services: number;
            owners?: string[];
            findings: number;
        };
        VulnerabilityPage: {
            items: components["schemas"]["Vulnerability"][];
            total: components["schemas"]["Total"];
            nextCursor?: string;
        };
        VulnerabilityDetail: {
            vulnerability: components["schemas"]["Vulnerability"];
            claims: components["schemas"]["Claim"][];
            /** Aliases that other records name and that have no record of their own */
            unconfirmedAliases: string[];
            scoreBreakdown?: {
                metric: string;
                value: string;
                meaning?: string;
            }[];
            /** Where the score of EPSS is from */
            epssData?: {
                modelVersion?: string;
                /** Format: date-time */
                asOf?: string;
            };
            exploited?: {
                dateAdded: string;
                dueDate?: string;
                ransomware?: boolean;
                requiredAction?: string;
            };
        };
        /** What one advisory record says */
        Claim: {
            id: string;
            /** Id of the advisory source that the record came from */
            source: string;
            summary?: string;
            details?: string;
            severity?: components["schemas"]["Severity"];
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
                /** For people: `>= 2.0.0, < 2.17.1` */
                ranges: string[];
            }[];
            references?: {
                type: string;
                url: string;
            }[];
            cwes?: string[];
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
            direct?: components["schemas"]["Direct"];
            scope: components["schemas"]["Scope"];
            manifest: string;
            /** Of actions and images: whether a commit or a digest is named, so that nobody can put something else in its place. Absent for what has versions that stay */
            pinned?: boolean;
            /** The commit or digest that is named */
            pinnedTo?: string;
            /**
             * Format: date-time
             * Absent where that was before it was kept
             */
            since?: string;
            /**
             * Format: date-time
             * Absent while it is there
             */
            until?: string;
            removedFromCatalog?: boolean;
            /** In which paths to it are found; absent for what was */
            snapshotId?: string;
            /** Known vulnerabilities of the version, by risk */
            advisories: string[];
            /** Lowest version that is clear of every known vulnerability of the package */
            clearVersion?: string;
            stale?: boolean;
        };
        UsagePage: {
            items: components["schemas"]["Usage"][];
            total: components["schemas"]["Total"];
            services: components["schemas"]["Total"];
            owners: components["schemas"]["Total"];
            versions?: components["schemas"]["VersionsUnderstood"];
            /** Ids that were asked for and that no advisory source has: whether anybody is affected cannot be told */
            unknownAdvisories: string[];
            /** Where nothing was found: packages in use whose names are like those that were asked for */
            near: components["schemas"]["NearPackage"][];
            nextCursor?: string;
        };
        /** How a version range was understood */
        VersionsUnderstood: {
            readings: {
                ecosystems: string[];
                /** As in `≥ 4.17.0, < 5.0.0` */
                text: string;
            }[];
            /** Ecosystems of the packages found in which the text is no version range */
            notRead: string[];
            /** Package versions that could not be compared with the range and are left out */
            uncompared: number;
        };
        NearPackage: {
            ecosystem: string;
            name: string;
            services: number;
        };
    };
    responses: {
        /** An error in Backstage's shape */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
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
        asOfEntity: string;
        /** A time, or a day in UTC, which means its end */
        at: components["schemas"]["DayOrTime"];
        /** A time, or a day in UTC, which means its beginning */
        from: components["schemas"]["DayOrTime"];
        /** A time, or a day in UTC, which means its end */
        to: components["schemas"]["DayOrTime"];
        release: string;
        origin: components["schemas"]["SnapshotOrigin"][];
        /** Package name, with or without its namespace */
        presencePackage: string;
        /** A package URL; without a version, all versions */
        presencePurl: string;
        exportId: string;
        findingKind: components["schemas"]["FindingKind"][];
        /** Only what the last report of one of these tools has */
        tool: string[];
        findingState: components["schemas"]["FindingState"][];
        /** Any id of a vulnerability: CVE, GHSA, ... */
        advisory: string;
        knownExploited: boolean;
        fixable: boolean;
        /** `overdue`: its day is over. `soon`: within 7 days. `set`: by any day. `none`: by no day */
        due: "overdue" | "soon" | "set" | "none";
        /** What was decided; `none` for what nobody decided */
        analysis: ("none" | "in_triage" | "exploitable" | "not_affected" | "false_positive" | "resolved" | "resolved_with_pedigree")[];
        /** Decided for another version than is in use now */
        needsReview: boolean;
        /** Id of the decision that counts for them */
        decision: string;
        /** An SPDX expression as components have it */
        license: string;
        licenseCategory: components["schemas"]["LicenseCategory"][];
        licenseState: components["schemas"]["LicenseState"][];
        verdict: components["schemas"]["Verdict"][];
        /** False: only issues that no exception in force sets aside; true: only those that one does; left out: both */
        excepted: boolean;
        purl: string;
        /** Id of a release to compare with */
        baseRelease: string;
        trendDays: 7 | 30 | 90 | 365;
        /** Name of a scorecard */
        scorecard: string;
        /** Only services below this group, user, system or domain; `unowned` for those that nobody owns */
        node: string;
        /** Services with one of these tags */
        tag: string[];
        id: string;
        /** Free text */
        q: string;
        cursor: string;
        limit: number;
        order: "asc" | "desc";
        entityRef: string;
        /** Entity ref of an owner */
        owner: string[];
        system: string[];
        lifecycle: string[];
        severity: components["schemas"]["Severity"][];
        ecosystem: string[];
        /** Exact package name */
        packageName: string;
        /** Whether the project asks for it itself; `unknown`: the files do not tell */
        direct: components["schemas"]["DirectFilter"];
        scope: components["schemas"]["Scope"][];
        kindInPath: string;
        namespaceInPath: string;
        nameInPath: string;
        /** IANA name; days end there */
        timeZone: string;
        plannedEntity: string;
        /** `urgent`: the fewest changes that clear what is known to be exploited or critical */
        planAim: "all" | "urgent";
        /** Package name, with or without its namespace; `name*` for all that begin so */
        usagePackage: string[];
        /** A package URL; without a version, all versions */
        usagePurl: string[];
        /** Any id of a vulnerability: CVE, GHSA, ... */
        usageAdvisory: string[];
        /** A version range as the package's ecosystem writes it (`^4.17.0` of npm, `[2.0,2.17.1)` of Maven, `~=2.2` of PyPI). Comparators, all of which must hold, and alternatives joined by || are understood everywhere: `>=2.0.0 <2.17.1 || 1.2.17`. Of actions and images also tags, branches, commits and digests by name, with `*` for anything, apart by spaces, commas or ||: `0.28.0 master`, `sha256:4f5*`. The answer says how it was understood; a range that no ecosystem in question reads is refused. */
        versions: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
/** @public */
export interface operations {
    /** Upload an SBOM that was made elsewhere: CycloneDX 1.2 to 1.7 as JSON or XML, SPDX 2.2 or 2.3 as JSON, tag-value or YAML, SPDX 3.0 as JSON-LD, or Syft's own JSON. The body is the document, or multipart/form-data with one file; it may be compressed with gzip (Content-Encoding). Up to 100 MiB. If it cannot be read, nothing is stored. */
    uploadSbom: {
        parameters: {
            query: {
                entityRef: string;
                revision?: string;
                release?: string;
                /** Tells several SBOMs of one entity apart (`image`, `frontend`). An upload takes the place of the previous one of its name. */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.cyclonedx+json": unknown;
                "application/vnd.cyclonedx+xml": unknown;
                "application/spdx+json": unknown;
                "application/spdx+yaml": unknown;
                "application/vnd.syft+json": unknown;
                "text/spdx": unknown;
                "application/json": unknown;
                "application/xml": unknown;
                "text/plain": unknown;
                "application/octet-stream": unknown;
                "multipart/form-data": unknown;
            };
        };
        responses: {
            /** The same bytes were there; the time of observation is extended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedSbom"];
                };
            };
            /** Stored, matched and judged */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedSbom"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What was in force for an entity at a time: its snapshots, their licenses, and what was known of findings then, beside what is known now */
    getAsOf: {
        parameters: {
            query: {
                entityRef: components["parameters"]["asOfEntity"];
                /** A time, or a day in UTC, which means its end */
                at: components["parameters"]["at"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Then and now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AsOf"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Findings of the snapshots in force at a time, as known then and as known now */
    listFindingsAsOf: {
        parameters: {
            query: {
                entityRef: components["parameters"]["asOfEntity"];
                /** A time, or a day in UTC, which means its end */
                at: components["parameters"]["at"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of findings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingAsOfPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Where a package was between two times, and until when */
    listPresence: {
        parameters: {
            query?: {
                /** Package name, with or without its namespace */
                package?: components["parameters"]["presencePackage"];
                /** A package URL; without a version, all versions */
                purl?: components["parameters"]["presencePurl"];
                ecosystem?: components["parameters"]["ecosystem"];
                /** A time, or a day in UTC, which means its beginning */
                from?: components["parameters"]["from"];
                /** A time, or a day in UTC, which means its end */
                to?: components["parameters"]["to"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of presences */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresencePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** All presences of a filter as CSV, streamed */
    exportPresence: {
        parameters: {
            query?: {
                /** Package name, with or without its namespace */
                package?: components["parameters"]["presencePackage"];
                /** A package URL; without a version, all versions */
                purl?: components["parameters"]["presencePurl"];
                ecosystem?: components["parameters"]["ecosystem"];
                /** A time, or a day in UTC, which means its beginning */
                from?: components["parameters"]["from"];
                /** A time, or a day in UTC, which means its end */
                to?: components["parameters"]["to"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** CSV with a header row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** How long what is kept, what was deleted, and when it was last looked at */
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Retention */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What changed in one entity or in all that the caller may read, newest first */
    listChanges: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                kind?: components["schemas"]["ServiceChangeKind"][];
                /** Only packages that the organization had nowhere before */
                firstUse?: boolean;
                /** A day or a time */
                since?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceChangePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The packages of a target's current snapshot */
    listComponents: {
        parameters: {
            query: {
                entityRef: string;
                /** Free text */
                q?: components["parameters"]["q"];
                ecosystem?: components["parameters"]["ecosystem"];
                /** Whether the project asks for it itself; `unknown`: the files do not tell */
                direct?: components["parameters"]["direct"];
                scope?: components["parameters"]["scope"];
                vulnerable?: boolean;
                /** What is known of where they come from */
                provenance?: components["schemas"]["ProvenanceOutcome"][];
                orderBy?: "name" | "findings";
                order?: components["parameters"]["order"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of components */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComponentPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Decisions, newest first */
    listDecisions: {
        parameters: {
            query?: {
                subject?: components["schemas"]["DecisionSubject"][];
                state?: components["schemas"]["DecisionState"][];
                origin?: components["schemas"]["DecisionOrigin"][];
                /** In force, and over before then */
                endsBefore?: string;
                /** `end`: what ends first, first; of those that have an end */
                orderBy?: "newest" | "end";
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                /** Free text */
                q?: components["parameters"]["q"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of decisions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Ask for a decision. It is in force at once where the caller may approve decisions of this subject and no second person is asked for; otherwise it waits as `proposed`. */
    createDecision: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDecision"];
            };
        };
        responses: {
            /** The decision */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** One decision with its history */
    getDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The decision */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Approve or reject several decisions that wait. Each is taken for itself, by the permission that it needs, and the answer says what became of it. */
    moveDecisions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                    step: "approve" | "reject";
                    comment?: string;
                };
            };
        };
        responses: {
            /** What became of each, in the order in which they were named */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MovedDecision"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Approve or reject what was proposed, or revoke what is in force */
    moveDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
                step: "approve" | "reject" | "revoke";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    comment?: string;
                    /** Decisions about the same that somebody took after this was proposed, and that the caller means to replace by it. Where there are others, the answer is 409. */
                    replaces?: string[];
                };
            };
        };
        responses: {
            /** The decision as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Exports that the caller asked for, or all for whoever may see all; newest first */
    listExports: {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of exports */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveExportPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Say what to export. Nothing is made until its content is fetched. */
    createExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExport"];
            };
        };
        responses: {
            /** The export, with how much there is to do */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveExport"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** One export and how far it is */
    getExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exportId: components["parameters"]["exportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The export */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveExport"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Stop an export; its record stays */
    cancelExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exportId: components["parameters"]["exportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The export */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveExport"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The zip, made while it is sent: nothing is written to disk, and closing the connection cancels it */
    getExportContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exportId: components["parameters"]["exportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A zip whose manifest.json names the SHA-256 of every other file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Findings, one per vulnerability of a package, or result of a tool, in a target */
    listFindings: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Free text */
                q?: components["parameters"]["q"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                state?: components["parameters"]["findingState"];
                severity?: components["parameters"]["severity"];
                kind?: components["parameters"]["findingKind"];
                /** Only what the last report of one of these tools has */
                tool?: components["parameters"]["tool"];
                ecosystem?: components["parameters"]["ecosystem"];
                /** Exact package name */
                package?: components["parameters"]["packageName"];
                /** Any id of a vulnerability: CVE, GHSA, ... */
                advisory?: components["parameters"]["advisory"];
                /** Whether the project asks for it itself; `unknown`: the files do not tell */
                direct?: components["parameters"]["direct"];
                scope?: components["parameters"]["scope"];
                knownExploited?: components["parameters"]["knownExploited"];
                fixable?: components["parameters"]["fixable"];
                /** `overdue`: its day is over. `soon`: within 7 days. `set`: by any day. `none`: by no day */
                due?: components["parameters"]["due"];
                /** What was decided; `none` for what nobody decided */
                analysis?: components["parameters"]["analysis"];
                /** Decided for another version than is in use now */
                needsReview?: components["parameters"]["needsReview"];
                /** Id of the decision that counts for them */
                decision?: components["parameters"]["decision"];
                orderBy?: "risk" | "due" | "score" | "epss" | "firstSeen" | "package";
                order?: components["parameters"]["order"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of findings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** All findings of a filter as CSV, streamed */
    exportFindings: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Free text */
                q?: components["parameters"]["q"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                state?: components["parameters"]["findingState"];
                severity?: components["parameters"]["severity"];
                kind?: components["parameters"]["findingKind"];
                /** Only what the last report of one of these tools has */
                tool?: components["parameters"]["tool"];
                ecosystem?: components["parameters"]["ecosystem"];
                /** Exact package name */
                package?: components["parameters"]["packageName"];
                /** Any id of a vulnerability: CVE, GHSA, ... */
                advisory?: components["parameters"]["advisory"];
                /** Whether the project asks for it itself; `unknown`: the files do not tell */
                direct?: components["parameters"]["direct"];
                scope?: components["parameters"]["scope"];
                knownExploited?: components["parameters"]["knownExploited"];
                fixable?: components["parameters"]["fixable"];
                /** `overdue`: its day is over. `soon`: within 7 days. `set`: by any day. `none`: by no day */
                due?: components["parameters"]["due"];
                /** What was decided; `none` for what nobody decided */
                analysis?: components["parameters"]["analysis"];
                /** Decided for another version than is in use now */
                needsReview?: components["parameters"]["needsReview"];
                /** Id of the decision that counts for them */
                decision?: components["parameters"]["decision"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** CSV with a header row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Decide about findings: those with some ids, all of a vulnerability that the caller may triage, or all that match a filter. Where the caller may not decide, or a policy asks for an approver, the decisions wait as `proposed`. */
    decideFindings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindingDecisionRequest"];
            };
        };
        responses: {
            /** What was decided, or would be */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDecisionResult"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Open findings by severity over time, and how many came and went between */
    getFindingTrend: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                days?: 7 | 30 | 90 | 365;
                /** Whose days are meant, as in `Europe/Berlin`; default: UTC */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The trend */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingTrend"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** One finding with every source's claim and its history */
    getFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The finding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** How the vulnerable versions come into the target, shortest path first */
    getFindingPaths: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Paths by manifest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PathList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What the policy in force says of a service as it is */
    getGate: {
        parameters: {
            query: {
                entityRef: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The verdict, with every reason */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateReport"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Judge a build of a service by the policy, the data and the decisions of the portal. The body is its SBOM, as that of an upload: CycloneDX or SPDX, perhaps compressed with gzip (Content-Encoding); or a build, which is an SBOM with what inspections and tools say of the same source. Nothing is stored. */
    checkBuild: {
        parameters: {
            query: {
                entityRef: string;
                /** What was there before, so that it is not judged where the policy judges only what is new: the service as it is here, or nothing */
                against?: "service" | "nothing";
                revision?: string;
                /** Files that whoever made the SBOM could not read, each with the reason: `yarn.lock: it is cut` */
                unreadable?: string[];
                /** What may hold packages and was not looked at, each with the reason */
                notLookedAt?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.cyclonedx+json": unknown;
                "application/vnd.cyclonedx+xml": unknown;
                "application/spdx+json": unknown;
                "text/spdx": unknown;
                "application/octet-stream": unknown;
                "multipart/form-data": unknown;
                "application/vnd.safety-curtain.build+json": components["schemas"]["SentBuild"];
            };
        };
        responses: {
            /** The verdict, with every reason */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateReport"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** A badge of a service: its alert level, what the gate says, and when it was scanned; some minutes old at most */
    getBadge: {
        parameters: {
            query: {
                entityRef: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The badge */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** A link under which anybody sees the badge of a service, without signing in; there is one where `supplyChain.badges.key` is set */
    getBadgeLink: {
        parameters: {
            query: {
                entityRef: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Where it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Below the address of this API; absent where the portal gives out no links */
                        path?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Tries out policies that are in no configuration yet, over all services or some. Nothing is stored. */
    tryGates: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** As `supplyChain.gates` has them */
                    gates?: Record<string, never>[];
                    /** In place of `gates`: the same as YAML or JSON; the list alone, or the part of the configuration that has it */
                    text?: string;
                };
            };
        };
        responses: {
            /** What they would say */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateTrial"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Counts over all targets that the caller may read */
    getOverview: {
        parameters: {
            query?: {
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The overview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Health of advisory sources, the queue and failing targets */
    getSystemHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The system health */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemHealth"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Ask for a source to be read again as soon as a replica is free */
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
            /** Asked for */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdvisorySource"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Package versions with their license: of one entity, or of all that the caller may read, each once with how many services use it */
    listLicensedComponents: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Free text */
                q?: components["parameters"]["q"];
                ecosystem?: components["parameters"]["ecosystem"];
                /** An SPDX expression as components have it */
                license?: components["parameters"]["license"];
                category?: components["parameters"]["licenseCategory"];
                state?: components["parameters"]["licenseState"];
                verdict?: components["parameters"]["verdict"];
                /** Whether the project asks for it itself; `unknown`: the files do not tell */
                direct?: components["parameters"]["direct"];
                scope?: components["parameters"]["scope"];
                deprecated?: boolean;
                outdated?: boolean;
                /** `services`: by how many services use them */
                orderBy?: "name" | "license" | "services";
                order?: components["parameters"]["order"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of components */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicensedComponentPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** All package versions of a filter with their license as CSV, streamed */
    exportLicensedComponents: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Free text */
                q?: components["parameters"]["q"];
                ecosystem?: components["parameters"]["ecosystem"];
                /** An SPDX expression as components have it */
                license?: components["parameters"]["license"];
                category?: components["parameters"]["licenseCategory"];
                state?: components["parameters"]["licenseState"];
                verdict?: components["parameters"]["verdict"];
                /** Whether the project asks for it itself; `unknown`: the files do not tell */
                direct?: components["parameters"]["direct"];
                scope?: components["parameters"]["scope"];
                deprecated?: boolean;
                outdated?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** CSV with a header row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** One package version: what each source says of its license, what was curated, what the policy says, how old it is */
    getLicensedComponent: {
        parameters: {
            query: {
                purl: components["parameters"]["purl"];
                entityRef?: components["parameters"]["entityRef"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The component */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicensedComponentDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What breaks which rule, one for each package version in an entity */
    listLicenseIssues: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Free text */
                q?: components["parameters"]["q"];
                /** An SPDX expression as components have it */
                license?: components["parameters"]["license"];
                category?: components["parameters"]["licenseCategory"];
                state?: components["parameters"]["licenseState"];
                verdict?: components["parameters"]["verdict"];
                /** Whether the project asks for it itself; `unknown`: the files do not tell */
                direct?: components["parameters"]["direct"];
                scope?: components["parameters"]["scope"];
                /** False: only issues that no exception in force sets aside; true: only those that one does; left out: both */
                excepted?: components["parameters"]["excepted"];
                orderBy?: "verdict" | "package" | "firstSeen";
                order?: components["parameters"]["order"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of issues */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenseIssuePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** All issues of a filter as CSV, streamed */
    exportLicenseIssues: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Free text */
                q?: components["parameters"]["q"];
                /** An SPDX expression as components have it */
                license?: components["parameters"]["license"];
                category?: components["parameters"]["licenseCategory"];
                state?: components["parameters"]["licenseState"];
                verdict?: components["parameters"]["verdict"];
                /** Whether the project asks for it itself; `unknown`: the files do not tell */
                direct?: components["parameters"]["direct"];
                scope?: components["parameters"]["scope"];
                /** False: only issues that no exception in force sets aside; true: only those that one does; left out: both */
                excepted?: components["parameters"]["excepted"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** CSV with a header row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Mix of licenses, verdicts and what is not known, of one entity or of many */
    getLicenseOverview: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The overview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenseOverview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** License expressions in use, most used first */
    listLicenses: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Free text */
                q?: components["parameters"]["q"];
                category?: components["parameters"]["licenseCategory"];
                state?: components["parameters"]["licenseState"];
                verdict?: components["parameters"]["verdict"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of licenses */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenseUsePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What the licenses in use ask for, and which licenses ask for it */
    listLicenseObligations: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Obligations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenseObligations"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The policies in force, and how an entity gets its own */
    getLicensePolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The policies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicensePolicies"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Health and coverage of the registries that are asked for package facts */
    getLicenseSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The sources */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenseSources"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The attribution document of an entity's current or a named snapshot, streamed */
    getNotices: {
        parameters: {
            query: {
                entityRef: string;
                snapshotId?: string;
                /** Also packages that are only needed to build and test */
                development?: boolean;
                format?: "text" | "html";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "text/html": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Open pull requests with what gates say of each service that they are about, newest first */
    listPullRequests: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of pull requests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PullRequestPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Releases of one entity or of all that the caller may read, newest first */
    listReleases: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of releases */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleasePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Make a release of what is in force for an entity, or of one of its snapshots. The same again changes nothing; a name that stands for another content is refused. */
    createRelease: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRelease"];
            };
        };
        responses: {
            /** It was there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            /** It is made, and its changelog written */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** One release */
    getRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The release */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What a release brings since the one before, as was known when it was made; with `base`, since any other release of the entity, as is known now */
    getChangelog: {
        parameters: {
            query?: {
                /** Id of a release to compare with */
                base?: components["parameters"]["baseRelease"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The changelog */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changelog"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The changelog as a file. What the caller may not read, findings or licenses, is left out of it. */
    exportChangelog: {
        parameters: {
            query: {
                /** Id of a release to compare with */
                base?: components["parameters"]["baseRelease"];
                format: "markdown" | "html";
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The changelog */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                    "text/html": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The last report of each tool about a service, by tool and category */
    listReports: {
        parameters: {
            query: {
                entityRef: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The reports; at most 500 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolReports"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Take over what a tool found in a service: SARIF 2.1.0 or the tool's own format. What the last report of the same tool and category had and this one has not is resolved. The body is the report, or multipart/form-data with one file; it may be compressed with gzip (Content-Encoding). The report itself is not kept, and of secrets only a salted hash. If it cannot be read, nothing is stored. */
    uploadReport: {
        parameters: {
            query: {
                entityRef: string;
                /** What the report is, as `sarif`; anything else is refused. Told by its shape where absent */
                format?: string;
                /** Tells reports of one tool about one service apart, as a language, a folder or an image; that of the report where absent */
                category?: string;
                /** The folder in which the tool ran, where the report has absolute paths */
                root?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sarif+json": unknown;
                "application/json": unknown;
                "application/xml": unknown;
                "application/octet-stream": unknown;
                "multipart/form-data": unknown;
            };
        };
        responses: {
            /** The last report said the same; nothing was stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportUpload"];
                };
            };
            /** Taken over */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportUpload"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Forget a tool's report about a service: it is no longer run there. What no other report and no scan has is resolved */
    removeReport: {
        parameters: {
            query: {
                entityRef: string;
                tool: string;
                category?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What that changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingChangeCounts"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What the tools that look at a service's dependencies say of its known vulnerabilities, the portal's own matching among them; by risk */
    compareTools: {
        parameters: {
            query: {
                entityRef: string;
                /** Only what not all of them say */
                differing?: boolean;
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of findings with what each tool says */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolComparison"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Scans, newest first */
    listScans: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                state?: components["schemas"]["ScanState"][];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of scans */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Ask for a scan now, ahead of the schedule */
    createScan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entityRef: string;
                };
            };
        };
        responses: {
            /** Asked for; `scan` is there when one is already running */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanRequest"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** One scan with what it read, skipped and failed on */
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
            /** The scan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** How many services held each level, and what a check answered, at the end of each day or week of a time zone */
    getScorecardTrend: {
        parameters: {
            query?: {
                days?: components["parameters"]["trendDays"];
                /** IANA name; days end there */
                timeZone?: components["parameters"]["timeZone"];
                /** Answers to this check instead of levels */
                check?: string;
                /** Only services below this group, user, system or domain; `unowned` for those that nobody owns */
                node?: components["parameters"]["node"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Services with one of these tags */
                tag?: components["parameters"]["tag"];
            };
            header?: never;
            path: {
                /** Name of a scorecard */
                scorecard: components["parameters"]["scorecard"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The trend */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardTrend"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Services whose level is another than some days ago, those that fell first */
    listScorecardMovers: {
        parameters: {
            query?: {
                days?: components["parameters"]["trendDays"];
                /** Only services below this group, user, system or domain; `unowned` for those that nobody owns */
                node?: components["parameters"]["node"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Services with one of these tags */
                tag?: components["parameters"]["tag"];
            };
            header?: never;
            path: {
                /** Name of a scorecard */
                scorecard: components["parameters"]["scorecard"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** At most 100 services, with how many there are */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardMovers"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Campaigns with how far they are, by team; overdue ones first */
    listScorecardCampaigns: {
        parameters: {
            query?: {
                /** Only services below this group, user, system or domain; `unowned` for those that nobody owns */
                node?: components["parameters"]["node"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Services with one of these tags */
                tag?: components["parameters"]["tag"];
            };
            header?: never;
            path: {
                /** Name of a scorecard */
                scorecard: components["parameters"]["scorecard"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** All campaigns of the scorecard */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardCampaignList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The scorecards in force, with their checks, levels and campaigns */
    listScorecards: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** All scorecards, in the order of the configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Counts of levels and answers for each team, group, system or domain: the rows of the heat map, with the whole selection as `total` */
    getScorecardRollUp: {
        parameters: {
            query?: {
                /** `owner`: those that own services themselves, which count only these (they are listed by `owner`); `group`: these and all groups above them, which count all that is below (listed by `node`) */
                by?: "owner" | "group" | "system" | "domain";
                /** Only services below this group, user, system or domain; `unowned` for those that nobody owns */
                node?: components["parameters"]["node"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Services with one of these tags */
                tag?: components["parameters"]["tag"];
            };
            header?: never;
            path: {
                /** Name of a scorecard */
                scorecard: components["parameters"]["scorecard"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The roll-up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardRollUp"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Services with level, answers and reasons as CSV, streamed: one row for each check of each service */
    exportScorecard: {
        parameters: {
            query?: {
                /** Only services below this group, user, system or domain; `unowned` for those that nobody owns */
                node?: components["parameters"]["node"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Services with one of these tags */
                tag?: components["parameters"]["tag"];
            };
            header?: never;
            path: {
                /** Name of a scorecard */
                scorecard: components["parameters"]["scorecard"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** CSV with a header row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Every scorecard rolled up for one group, user, system or domain, with the checks that most of its services fail */
    getScorecardNode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kindInPath"];
                namespace: components["parameters"]["namespaceInPath"];
                name: components["parameters"]["nameInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The roll-ups */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardNode"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Services with their level and answers */
    listScorecardServices: {
        parameters: {
            query?: {
                /** Only services below this group, user, system or domain; `unowned` for those that nobody owns */
                node?: components["parameters"]["node"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** Services with one of these tags */
                tag?: components["parameters"]["tag"];
                /** Free text */
                q?: components["parameters"]["q"];
                /** With `answer`, only services with this answer to this check */
                check?: string;
                answer?: components["schemas"]["ScorecardAnswer"][];
                /** Names of levels; `none` for those that hold none */
                level?: string[];
                alertLevel?: components["schemas"]["AlertLevel"][];
                critical?: boolean;
                /** Only services that an overdue campaign still waits for */
                overdue?: boolean;
                /** With the reasons of what fails, warns or is unknown */
                reasons?: boolean;
                /** `level`: the lowest first */
                orderBy?: "name" | "level";
                order?: components["parameters"]["order"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** Name of a scorecard */
                scorecard: components["parameters"]["scorecard"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of services */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardServicePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** How one service stands on every scorecard that is for it: level, what the next one lacks by least effort, every answer with its evidence */
    getServiceScorecards: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kindInPath"];
                namespace: components["parameters"]["namespaceInPath"];
                name: components["parameters"]["nameInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The results */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceScorecards"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Changes of level and of answers of one service, newest first */
    listScorecardHistory: {
        parameters: {
            query?: {
                /** Only this check; `level` for changes of the level */
                check?: string;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kindInPath"];
                namespace: components["parameters"]["namespaceInPath"];
                name: components["parameters"]["nameInPath"];
                /** Name of a scorecard */
                scorecard: components["parameters"]["scorecard"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardHistoryPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Snapshots of one entity or of all that the caller may read, newest first */
    listSnapshots: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                release?: components["parameters"]["release"];
                origin?: components["parameters"]["origin"];
                /** A time, or a day in UTC, which means its beginning */
                from?: components["parameters"]["from"];
                /** A time, or a day in UTC, which means its end */
                to?: components["parameters"]["to"];
                /** Free text */
                q?: components["parameters"]["q"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of snapshots */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** One snapshot */
    getSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The snapshot */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The SBOM document of a snapshot, byte for byte the same each time */
    getSbom: {
        parameters: {
            query?: {
                /** `cyclonedx` (1.6) and `spdx` (2.3) are kept; `cyclonedx-1.7` and `spdx-3.0` (JSON-LD) are written from what is kept when they are asked for. `original` is what was uploaded, byte for byte; a snapshot of a scan has none */
                format?: "cyclonedx" | "spdx" | "cyclonedx-1.7" | "spdx-3.0" | "original";
                /** `detached` answers the signature of the document in its place: a DSSE envelope about its very bytes, made with the key that signs exports. Not found where no key is configured, or the document is larger than 10 MiB */
                signature?: "detached";
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The document; its SHA-256 is the ETag */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.dsse.envelope.v1+json": Record<string, never>;
                    "application/vnd.cyclonedx+json": Record<string, never>;
                    "application/spdx+json": Record<string, never>;
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What came and went between an earlier snapshot (`base`) and this one */
    diffSnapshots: {
        parameters: {
            query: {
                base: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The difference */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotDiff"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** How a component comes into a snapshot, shortest path first */
    getComponentPaths: {
        parameters: {
            query: {
                purl: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Paths by manifest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PathList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Catalog entities that are scanned */
    listTargets: {
        parameters: {
            query?: {
                /** Free text */
                q?: components["parameters"]["q"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                health?: components["schemas"]["TargetHealth"][];
                alertLevel?: components["schemas"]["AlertLevel"][];
                gate?: components["schemas"]["GateOutcome"][];
                orderBy?: "name" | "severity" | "alertLevel" | "lastScan";
                order?: components["parameters"]["order"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of targets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** One target with its headline, coverage and freshness */
    getTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kindInPath"];
                namespace: components["parameters"]["namespaceInPath"];
                name: components["parameters"]["nameInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The target */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** From when until when a service had which alert level, newest first; also of one that has left the catalog */
    listAlertLevels: {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kindInPath"];
                namespace: components["parameters"]["namespaceInPath"];
                name: components["parameters"]["nameInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of periods */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertLevelPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Tickets of services that the caller may see, the newest first */
    listTickets: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                tracker?: string;
                /** Default: all */
                state?: components["schemas"]["TicketState"][];
                /** Those of which people say that nothing will be done */
                wontFix?: boolean;
                /** Those that could not be written */
                failing?: boolean;
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of tickets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What is overdue, what waits and how long it takes, over what the caller may read */
    getTriageSummary: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The summary */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriageSummary"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The rules of the configuration, and for how many findings each decides */
    listTriageRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The rules, in their order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: components["schemas"]["TriageRule"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Tries out rules that are in no configuration yet, on the findings there are. Nothing is stored, and what people decided does not count. */
    tryTriageRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** As `supplyChain.triage.rules` has them */
                    rules?: Record<string, never>[];
                    /** In place of `rules`: the same as YAML or JSON, up to 20 rules; the list alone, or the part of the configuration that has it */
                    text?: string;
                };
            };
        };
        responses: {
            /** What they would decide */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriageTrial"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The fewest changes that clear a service's open findings, and where each vulnerable package can go */
    getUpgradePlan: {
        parameters: {
            query: {
                entityRef: components["parameters"]["plannedEntity"];
                /** `urgent`: the fewest changes that clear what is known to be exploited or critical */
                aim?: components["parameters"]["planAim"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpgradePlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** A service's plan as text, Markdown, a shell script, or as configuration of Renovate or Dependabot */
    exportUpgradePlan: {
        parameters: {
            query: {
                entityRef: components["parameters"]["plannedEntity"];
                /** `urgent`: the fewest changes that clear what is known to be exploited or critical */
                aim?: components["parameters"]["planAim"];
                format: "text" | "markdown" | "commands" | "renovate" | "dependabot";
                /** Where the repository is, as Renovate has options that only GitHub knows; by default as the host of the source tells */
                platform?: "github" | "other";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The plan as text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** The upgrades that clear most open findings over all services */
    listUpgrades: {
        parameters: {
            query?: {
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                lifecycle?: components["parameters"]["lifecycle"];
                ecosystem?: components["parameters"]["ecosystem"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The biggest upgrades, the largest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BiggestUpgrades"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What was decided about the vulnerabilities of a service, for scanners and for whoever uses it. The same content has the same identity and version; another one has the next. A decision that is to be looked at again is left out. */
    exportVex: {
        parameters: {
            query: {
                entityRef: string;
                format?: "cyclonedx-1.6" | "cyclonedx-1.7" | "openvex" | "csaf-2.0";
                /** `vex`: what was decided. `vdr`: every vulnerability, decided or not; in CycloneDX alone */
                kind?: "vex" | "vdr";
                /** Of OpenVEX: whether statements are about the service with the package in it, or about the package, as scanners of folders ask */
                product?: "service" | "package";
                /** Of this release: about what its SBOMs hold, as is known now, whatever the service uses by now */
                release?: string;
                /** Only findings of these scopes */
                scope?: components["schemas"]["Scope"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.cyclonedx+json": Record<string, never>;
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Take a VEX document over: CycloneDX 1.4 to 1.7 as JSON or XML, OpenVEX 0.2, or CSAF 2.0 or 2.1 in the VEX profile. With `entityRef` it is for that service alone, without it for the organization: what a vendor says of its packages. The body is the document, or multipart/form-data with one file; it may be compressed with gzip (Content-Encoding). Up to 32 MiB. If it cannot be read, nothing is stored. A version that is older than what was taken over of the same document is refused (409). */
    importVex: {
        parameters: {
            query?: {
                entityRef?: string;
                /** Who issued it, where the document does not say, or somebody else */
                author?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.cyclonedx+json": unknown;
                "application/vnd.cyclonedx+xml": unknown;
                "application/json": unknown;
                "application/xml": unknown;
                "application/octet-stream": unknown;
                "multipart/form-data": unknown;
            };
        };
        responses: {
            /** The same bytes were taken over before; nothing was stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VexReport"];
                };
            };
            /** Taken over */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VexReport"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What the ignore files of tools in a service's source say, and what of it is stale */
    listIgnoreFiles: {
        parameters: {
            query: {
                entityRef: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The files, by path */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IgnoreFiles"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Propose what an ignore file says that is in no source, as an export of Dependabot's alerts. The body is the file; its entries take the place of those of the last one of its name. Up to 8 MiB. */
    uploadIgnoreFile: {
        parameters: {
            query: {
                entityRef: string;
                /** Its name, which tells the tool: `dependabot-alerts.json` */
                path?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
                "application/octet-stream": unknown;
                "text/plain": unknown;
                "multipart/form-data": unknown;
            };
        };
        responses: {
            /** All ignore files of the service, with that one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IgnoreFiles"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** What was decided about the vulnerabilities of a service as the ignore file of a tool: those about which nothing is to be done any more, and those whose risk is accepted. It is never about more than was decided; what the format cannot say is left out, told in its comments, and counted in the header `X-Decisions-Unsaid`. */
    exportIgnoreFile: {
        parameters: {
            query: {
                entityRef: string;
                tool: "snyk" | "osv-scanner" | "trivy" | "grype" | "audit-ci" | "retire";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The file; its name is that which the tool looks for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Vulnerabilities with open findings, each with how many services and owners it hits */
    listAdvisories: {
        parameters: {
            query?: {
                /** Free text */
                q?: components["parameters"]["q"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                severity?: components["parameters"]["severity"];
                knownExploited?: components["parameters"]["knownExploited"];
                fixable?: components["parameters"]["fixable"];
                orderBy?: "risk" | "epss" | "published";
                order?: components["parameters"]["order"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of vulnerabilities */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VulnerabilityPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** One vulnerability by any of its ids, with each source's claim */
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
            /** The vulnerability */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VulnerabilityDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** Where packages, versions of them, purls or advisories are used, by risk; anything that one of the three asks for is found. With `from` or `to` also where they were between these times */
    listUsages: {
        parameters: {
            query?: {
                /** Package name, with or without its namespace; `name*` for all that begin so */
                package?: components["parameters"]["usagePackage"];
                /** A package URL; without a version, all versions */
                purl?: components["parameters"]["usagePurl"];
                /** Any id of a vulnerability: CVE, GHSA, ... */
                advisory?: components["parameters"]["usageAdvisory"];
                ecosystem?: components["parameters"]["ecosystem"];
                /** A version range as the package's ecosystem writes it (`^4.17.0` of npm, `[2.0,2.17.1)` of Maven, `~=2.2` of PyPI). Comparators, all of which must hold, and alternatives joined by || are understood everywhere: `>=2.0.0 <2.17.1 || 1.2.17`. Of actions and images also tags, branches, commits and digests by name, with `*` for anything, apart by spaces, commas or ||: `0.28.0 master`, `sha256:4f5*`. The answer says how it was understood; a range that no ecosystem in question reads is refused. */
                versions?: components["parameters"]["versions"];
                /** A time, or a day in UTC, which means its beginning */
                from?: components["parameters"]["from"];
                /** A time, or a day in UTC, which means its end */
                to?: components["parameters"]["to"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A page of usages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsagePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    /** All usages of a filter as CSV, streamed */
    exportUsages: {
        parameters: {
            query?: {
                /** Package name, with or without its namespace; `name*` for all that begin so */
                package?: components["parameters"]["usagePackage"];
                /** A package URL; without a version, all versions */
                purl?: components["parameters"]["usagePurl"];
                /** Any id of a vulnerability: CVE, GHSA, ... */
                advisory?: components["parameters"]["usageAdvisory"];
                ecosystem?: components["parameters"]["ecosystem"];
                /** A version range as the package's ecosystem writes it (`^4.17.0` of npm, `[2.0,2.17.1)` of Maven, `~=2.2` of PyPI). Comparators, all of which must hold, and alternatives joined by || are understood everywhere: `>=2.0.0 <2.17.1 || 1.2.17`. Of actions and images also tags, branches, commits and digests by name, with `*` for anything, apart by spaces, commas or ||: `0.28.0 master`, `sha256:4f5*`. The answer says how it was understood; a range that no ecosystem in question reads is refused. */
                versions?: components["parameters"]["versions"];
                /** A time, or a day in UTC, which means its beginning */
                from?: components["parameters"]["from"];
                /** A time, or a day in UTC, which means its end */
                to?: components["parameters"]["to"];
                /** Entity ref of an owner */
                owner?: components["parameters"]["owner"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** CSV with a header row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
