import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Supply-chain security: what is scanned, how often, and against what. */
  supplyChain?: {
    /** Which catalog entities are scanned. */
    targets?: {
      /**
       * A catalog filter predicate. Default: `{ kind: component }`. Entities
       * annotated `safety-curtain.io/scan: disabled` are left out in any case.
       */
      filter?: object;
      /** How often the catalog is compared. Default: 30 seconds. */
      refresh?: HumanDuration;
    };
    /** When targets are scanned. */
    schedule?: {
      /**
       * `weekly`: every service on Sunday at 02:00 UTC, advisories and exploit
       * data every day at 02:00 UTC; in the place of `frequency`, `cron` and
       * `advisories.refresh`.
       */
      preset?: 'weekly';
      /** The time between two scans of a target. Default: 24 hours. */
      frequency?: HumanDuration;
      /** A cron expression instead of a frequency, in UTC. */
      cron?: string;
      /** Scans are spread at random over this time. Default: a tenth of the frequency, or 30 minutes with cron. */
      jitter?: HumanDuration;
    };
    /** How scans are worked through by each replica. */
    scanning?: {
      /** False on replicas that should only serve. Default: true. */
      enabled?: boolean;
      /** Scans at once on this replica. Default: 2. */
      concurrency?: number;
      /** Scans at once for one source host, over all replicas. Default: 4. */
      perHost?: number;
      /** Processes that read files and write documents. Default: 2. */
      threads?: number;
      /** How long a scan may be silent before another replica takes over. Default: 2 minutes. */
      lease?: HumanDuration;
      /** How often an idle worker looks for due targets. Default: 5 seconds. */
      poll?: HumanDuration;
      /** The longest that a scan may take. Default: 30 minutes. */
      timeout?: HumanDuration;
      /** The first wait after a failed scan; doubled each time. Default: 1 minute. */
      backoff?: HumanDuration;
      /**
       * When a file that was read counts as damaged all the same, because it has
       * suddenly lost components: it is marked on the Security tab and in the
       * history. False: never.
       */
      suddenLoss?:
        | false
        | {
            /** The share of its components that a file may lose at once, above 0 and below 1. Default: 0.5. */
            fraction?: number;
            /** Files that had fewer components are not marked, unless they lose them all. Default: 2. */
            leastComponents?: number;
            /** How long a loss stays marked while the components do not come back. Default: 30 days. */
            remember?: HumanDuration;
          };
      limits?: {
        /** Files kept of one source. Default: 2000. */
        files?: number;
        /** Bytes of one file. Default: 33554432 (32 MiB). */
        fileBytes?: number;
        /** Bytes of all files of one source. Default: 268435456 (256 MiB). */
        totalBytes?: number;
        /** Folders below one another. Default: 24. */
        depth?: number;
        /** The longest that reading one file may take. Default: 60 seconds. */
        fileTimeout?: HumanDuration;
        /**
         * Heap of a process that reads files, in MiB, at least 704 and 4 for
         * each MiB of `fileBytes`. Default: 1024.
         */
        fileMemory?: number;
      };
    };
    /** What is wrong in the workflows, containers and texts of a source, by rules of its own. */
    inspections?: {
      /** Whether scans inspect sources. Default: true. */
      enabled?: boolean;
      secrets?: {
        /** Secrets that are known and let be; each names a path, a hash, or both. */
        allow?: Array<{
          /** Pattern of a path: `*` within a folder, `**` across folders. */
          path?: string;
          /** One of the rules that docs/inspections.md lists. */
          rule?: string;
          /** As the finding of a secret shows it. */
          secretHash?: string;
          /** The day on which it ends; without it for good. */
          until?: string;
          reason: string;
        }>;
      };
    };
    /** Packages that are not what they should be: docs/package-risks.md tells the rules. */
    packages?: {
      /** Whether packages are judged. Default: true. */
      enabled?: boolean;
      /** What is the organization's own. */
      own?: {
        /** Names, with the ecosystem: `npm:@acme/*`, `PyPI:acme-*`, `Maven:com.acme:*`. */
        packages?: string[];
        /** Those of them that it publishes in public registries itself. */
        published?: string[];
        /** Addresses of registries and mirrors that packages may be fetched from; `npm:https://…` for those of one ecosystem. */
        registries?: string[];
      };
      /** What is less sure is not told. Default: medium. */
      leastConfidence?: 'high' | 'medium' | 'low';
      /** Days for which a release is new. Default: 3. */
      newReleaseDays?: number;
      /** Days for which a package is new. Default: 30. */
      newPackageDays?: number;
      /** Years without a release after which a package is abandoned. Default: 4. */
      abandonedYears?: number;
      /** Other severities of rules, or `off`. */
      rules?: Array<{
        id: string;
        severity: 'critical' | 'high' | 'medium' | 'low' | 'off';
      }>;
      /** What is known and let be. */
      allow?: Array<{
        /** Ecosystem and name: `npm:preact`, `npm:@acme/*`. */
        package: string;
        /** One rule only; all where absent. */
        rule?: string;
        /** The day on which it ends; without it for good. */
        until?: string;
        reason: string;
      }>;
    };
    /** Where packages come from, as attestations and signatures say. */
    provenance?: {
      /** Whether registries are asked for attestations. Default: false. */
      enabled?: boolean;
      npm?: {
        /** Whether the registries are asked that npm is configured with. Default: true. */
        enabled?: boolean;
      };
      /** An index of Python packages with PyPI's integrity interface. Default: none. */
      pypi?: {
        /** As `https://pypi.org`. */
        url: string;
        /**
         * Value of the `Authorization` header.
         * @visibility secret
         */
        authorization?: string;
      };
      /** What is trusted. */
      trust?: {
        /** Trusted roots of Sigstore as JSON; `$file` reads one from a file. Default: that of its public instance. */
        roots?: string[];
        /** Public keys that sign without certificates. */
        keys?: Array<{
          name: string;
          /** PEM; `$file` reads it from a file. */
          pem: string;
        }>;
      };
      /** What is asked for: rules, of which the first that fits counts; see docs/provenance.md. */
      policy?: Array<{
        packages?: string | string[];
        services?: string | string[];
        direct?: boolean;
        /** Default: verified. */
        require?: 'verified' | 'not-failed' | 'nothing';
        issuer?: string | string[];
        identity?: string | string[];
        builder?: string | string[];
        sourceRepository?: string | string[];
        key?: string | string[];
        level?: 1 | 2 | 3;
      }>;
    };
    /** Where sources may be read from besides the integrations. */
    sources?: {
      local?: {
        /** Folders below which `file:` locations may be read. Default: none. */
        paths?: string[];
      };
    };
    /** Images of services, which the annotation `safety-curtain.io/image` names. */
    images?: {
      /** Registries that images are read from. Default: none. */
      registries?: Array<{
        /** As images name it: `ghcr.io`, `docker.io`, `registry.example:5000`. */
        host: string;
        /** Address that is asked in its place; http only where it says so. */
        mirror?: string;
        username?: string;
        /** @visibility secret */
        password?: string;
        /**
         * In place of user name and password: sent to the registry as it is.
         * @visibility secret
         */
        token?: string;
        /** Host that is given user name and password for tokens, beside its own. */
        tokenHost?: string;
        /** Whether its address may be private. Default: false. */
        allowPrivate?: boolean;
        /** Hosts with private addresses that it may redirect to, as a storage. */
        trustedHosts?: string[];
      }>;
      /** How often each image is looked at. Default: an hour. */
      refresh?: HumanDuration | string;
      /** How long one answer of a registry may take. Default: a minute. */
      timeout?: HumanDuration | string;
      /** Bytes of one SBOM. Default: 64 MiB. */
      maxBytes?: number;
      /** Which image of an index is read. Default: linux/amd64. */
      platform?: string;
    };
    /** Where SBOMs and inventories are kept. */
    archive?: {
      /** `database`, `folder`, or the id of a store that a module adds. Default: database. */
      store?: string;
      folder?: {
        /** An absolute path that all replicas share. */
        path: string;
      };
      /** Exports of the archive. */
      export?: {
        /** Exports that each replica makes at once. Default: 2. */
        concurrency?: number;
      };
      /** The key that exports are signed with; without it they are not. */
      signing?: {
        /**
         * An Ed25519 or ECDSA private key, PEM; `$file` reads it from a file.
         * @visibility secret
         */
        key: string;
        /** @visibility secret */
        passphrase?: string;
      };
      /** SBOMs that are handed in. */
      upload?: {
        /** Bytes of one document, out of its compression. Default: 104857600 (100 MiB). */
        maxBytes?: number;
        /** Documents that are read at once on each replica. Default: 2. */
        concurrency?: number;
        /**
         * Uploads at once on each replica, three quarters of them of one caller.
         * Where no place is left, the slowest that arrives with less than 32
         * times `minimumRate` makes room. Default: 32.
         */
        arriving?: number;
        /** The longest that one may take to arrive. Default: 10 minutes. */
        arrivalTimeout?: HumanDuration;
        /**
         * Bytes a second that a client has to send, on average of 20 seconds;
         * who reads an export has to take as much. Default: 1024.
         */
        minimumRate?: number;
        /** Heap of the process that reads them, in MiB, at least 8 times `maxBytes`. Default: 3072. */
        memory?: number;
        /** The longest that reading one may take. Default: 5 minutes. */
        timeout?: HumanDuration;
      };
    };
    /** How many days records are kept; `forever` keeps them for good. */
    retention?: {
      /** SBOMs that are no longer in force. Default: forever. */
      sbomsDays?: number | 'forever';
      /** Scan results, resolved findings, changes of services and records of finished exports. Default: 365. */
      artifactsDays?: number | 'forever';
      /** The files that each scan read, skipped and failed on. Default: 90. */
      logsDays?: number | 'forever';
      /** Audit events. Default: forever. */
      auditDays?: number | 'forever';
    };
    /** What is done about findings, and until when. See docs/triage.md. */
    triage?: {
      /** Rules that decide about findings; of several that fit, the highest priority decides. */
      rules?: Array<object>;
      /** When findings are due; the first policy that is for a service counts. */
      duePolicies?: Array<object>;
      /** Which services can be reached from outside; the annotation goes first. */
      exposure?: {
        /** The first that fits counts. */
        rules?: Array<{
          exposed: boolean;
          /** A catalog filter predicate. */
          filter: object;
        }>;
        /** A catalog filter predicate of APIs; services that provide one are exposed. */
        publicApis?: object;
      };
      /** Ignore files of tools in sources whose entries count at once; others are proposed */
      trustedIgnoreFiles?: {
        /** Entity refs of owners: `group:default/platform` */
        owners?: string[];
      };
      /**
       * Where vendors' VEX documents are read from; each has a url or a path.
       * One that is no longer here ends what it said. See docs/vex.md.
       */
      vex?: Array<{
        /** Letters, digits, dots, dashes and underscores */
        id: string;
        /** Who issues its documents */
        author: string;
        /** Address of one document */
        url?: string;
        /** A document, or a folder of documents */
        path?: string;
        /**
         * Value of the `Authorization` header.
         * @visibility secret
         */
        authorization?: string;
        /** How often it is read. Default: `advisories.refresh`. */
        refresh?: HumanDuration;
      }>;
      /** Whom VEX documents of this portal name as their author */
      publisher?: {
        /** 'Safety Curtain' by default */
        name?: string;
        /** An address that is yours: `https://example.com` */
        namespace?: string;
      };
      /**
       * Which decisions wait for an approver, those in documents that somebody
       * sends as well. Without it, none do.
       */
      approval?: {
        /** Default: exploitable, not_affected, false_positive. */
        states?: string[];
        /** Severities of the vulnerabilities. Default: all. */
        severities?: string[];
        /** Whoever asked may not approve. Default: true. */
        secondPerson?: boolean;
      };
    };
    /** Whom notifications tell what, and when. See docs/notifications.md. */
    tell?: {
      /** False: nobody is told; events are published all the same. Default: true. */
      enabled?: boolean;
      /** How often what is not told at once is told. Default: daily. */
      digest?: 'daily' | 'weekly' | 'off';
      /** The hour of digests, as clocks of the time zone show it. Default: 09:00. */
      at?: string;
      /** A zone of the IANA database. Default: UTC. */
      timeZone?: string;
      /** Of weekly digests. Default: monday. */
      weekday?: string;
      /** Groups that are told otherwise than the others. */
      groups?: Array<{
        /** An entity reference. */
        ref: string;
        /** False: nothing is told to it. Default: true. */
        tell?: boolean;
        digest?: 'daily' | 'weekly' | 'off';
        at?: string;
        timeZone?: string;
        weekday?: string;
      }>;
      /**
       * Groups and users who are told of what is nobody's own: sources
       * without new data, decisions for the whole organization.
       */
      operators?: string[];
      /** What is told at once. */
      atOnce?: {
        /** Of exploited, malicious and critical. Default: all of them. */
        for?: string[];
        /** In services of these lifecycles. Default: production. */
        lifecycles?: string[];
      };
      /** How many days before its end a decision is told of. Default: 7. */
      decisionEndsDays?: number;
      /** Where the portal has the supply-chain page. Default: /supply-chain. */
      page?: string;
    };
    /**
     * When a build may pass; the first that is for a service counts. See
     * docs/gates.md for what they are made of.
     */
    gates?: Array<object>;
    /** How much a service needs attention. See docs/gates.md. */
    alerts?: {
      high?: {
        severities?: string[];
        /** So many open findings. */
        findings?: number;
        licenseIssues?: boolean;
      };
      medium?: {
        severities?: string[];
        findings?: number;
        licenseIssues?: boolean;
      };
    };
    /** Badges that anybody may see who has a signed link. See docs/gates.md. */
    badges?: {
      /**
       * At least 32 characters; links are signed with it. Without it there are
       * none, and another key ends all there are.
       * @visibility secret
       */
      key?: string;
    };
    /** What is asked of services, and what they reach by it. */
    scorecards?: {
      /**
       * Which of the scorecards that come with the product are in force:
       * all, none, or those named. Default: true.
       */
      builtIn?: boolean | string[];
      /**
       * Scorecards of one's own; one of the name of a built-in one takes its
       * place. See docs/scorecards.md for what they are made of.
       */
      definitions?: Array<{
        /** Lower-case letters, digits and hyphens; stands in addresses. */
        name: string;
        title: string;
        description?: string;
        /** Services that it is for; what is not named is not asked. */
        filter?: {
          kinds?: string[];
          types?: string[];
          lifecycles?: string[];
          tags?: string[];
          owners?: string[];
        };
        /** Ids of checks, checks with options, or rules over facts. */
        checks: Array<string | object>;
        /** From the lowest; a level holds when its checks and all below hold. */
        levels?: Array<{
          name: string;
          title?: string;
          checks: string[];
          /** Whether a check that warns holds. Default: hold. */
          warnings?: 'hold' | 'block';
        }>;
        /** What is to be reached by a day: checks, or a level. */
        campaigns?: Array<{
          name: string;
          title: string;
          checks?: string[];
          level?: string;
          /** A day or a time, ISO 8601. */
          target: string;
        }>;
        /** Checks that are not asked of an entity for a time. */
        exemptions?: Array<{
          entity: string;
          /** Id of a check, or `*` for all. */
          check: string;
          approver: string;
          reason: string;
          /** A day or a time, ISO 8601. */
          expires: string;
        }>;
      }>;
      /**
       * Services whose failures are named one by one in every roll-up: those
       * that meet one of these filters. Default: the tags `critical`,
       * `business-critical`, `tier-1` and `tier1`.
       */
      critical?: Array<{
        kinds?: string[];
        types?: string[];
        lifecycles?: string[];
        tags?: string[];
        owners?: string[];
      }>;
      /**
       * A service is asked again after this time at the latest, for what
       * changes with time alone. Default: 6 hours.
       */
      refresh?: HumanDuration;
      /** The longest that checks may take. Default: 5 seconds. */
      checkTimeout?: HumanDuration;
      /** Where results of OpenSSF Scorecard itself are. */
      openSsf?: {
        /** Path of a result, as JSON, in each source. */
        file?: string;
        /** Address of a result, with `{host}` and `{path}` of a repository. */
        url?: string;
        /** Default: 24 hours. */
        refresh?: HumanDuration;
      };
      /**
       * Whether forges are asked how repositories are set up (protection of
       * branches, reviews, signatures, two factors, code scanning, archived),
       * where a module and an integration with a token are there.
       */
      repositories?: {
        /** Default: false. */
        enabled?: boolean;
        /** Default: 24 hours. */
        refresh?: HumanDuration;
      };
    };
    /** Licenses of components. */
    licenses?: {
      /**
       * What is allowed, reviewed and denied, by distribution model. Built in
       * are `hosted-service`, `shipped-binary` and `internal`; one of the same
       * name takes their place, others join them.
       */
      policies?: {
        [model: string]: {
          /** Shown to people. Default: the model. */
          name?: string;
          /** A verdict for each category. */
          categories: {
            'public-domain': 'allow' | 'review' | 'deny';
            permissive: 'allow' | 'review' | 'deny';
            'weak-copyleft': 'allow' | 'review' | 'deny';
            'strong-copyleft': 'allow' | 'review' | 'deny';
            'network-copyleft': 'allow' | 'review' | 'deny';
            proprietary: 'allow' | 'review' | 'deny';
          };
          /** Verdicts by SPDX id, or `ID WITH exception`; before the category. */
          licenses?: { [id: string]: 'allow' | 'review' | 'deny' };
          unknown: 'allow' | 'review' | 'deny';
          ambiguous: 'allow' | 'review' | 'deny';
          conflicting: 'allow' | 'review' | 'deny';
          /** It is known that no rights are granted. */
          noLicense: 'allow' | 'review' | 'deny';
          /** In no category. */
          unlisted: 'allow' | 'review' | 'deny';
          /** Packages that are only needed to build and test. Default: ignore. */
          development?: 'ignore' | 'judge';
        };
      };
      /** Which entity is passed on how; the annotation goes first. */
      distribution?: {
        /** Where no rule fits. Default: hosted-service. */
        default?: string;
        /** The first that fits counts. */
        rules?: Array<{
          model: string;
          /** A catalog filter predicate. */
          filter: object;
        }>;
      };
      /** Exceptions beside those that people decide in the portal. */
      exceptions?: Array<{
        /** A package URL; without a version, all versions. */
        purl?: string;
        /** An SPDX expression. */
        license?: string;
        scope?: {
          /** Default: organization. */
          kind?: 'organization' | 'owner' | 'system' | 'entity';
          /** Entity ref of the owner, the system or the entity. */
          ref?: string;
        };
        reason: string;
        /** Who approved it: an entity ref. */
        approver: string;
        /** ISO 8601. */
        endsAt: string;
      }>;
      /** Where licenses, ages and deprecations of packages are asked for. */
      sources?: {
        /** Questions at once, for each source on each replica. Default: 4. */
        concurrency?: number;
        /** The longest that one answer may take. Default: 60 seconds. */
        timeout?: HumanDuration;
        /** Bytes of one answer, out of its compression. Default: 67108864 (64 MiB). */
        maxBytes?: number;
        /** The registries of npm's own configuration (`.npmrc`, environment). */
        npm?: {
          /** Default: true. */
          enabled?: boolean;
        };
        /** Open Source Insights, which knows packages of seven ecosystems. */
        depsDev?: {
          /** It learns which packages are in use. Default: false. */
          enabled?: boolean;
          /** Default: https://api.deps.dev. */
          url?: string;
          /**
           * Value of the `Authorization` header.
           * @visibility secret
           */
          authorization?: string;
        };
        /** PyPI's JSON interface: `<url>/<name>/json`. */
        pypi?: {
          url: string;
          /** @visibility secret */
          authorization?: string;
        };
        /** crates.io: `<url>/api/v1/crates/<name>`. */
        crates?: {
          url: string;
          /** @visibility secret */
          authorization?: string;
        };
        /** RubyGems: `<url>/api/v1/versions/<name>.json`. */
        rubygems?: {
          url: string;
          /** @visibility secret */
          authorization?: string;
        };
        /** A Maven repository: `<url>/<group>/<artifact>/<version>/…`. */
        maven?: {
          url: string;
          /** @visibility secret */
          authorization?: string;
        };
        /** NuGet's registrations: `<url>/<id>/index.json`. */
        nuget?: {
          url: string;
          /** @visibility secret */
          authorization?: string;
        };
      };
    };
    /**
     * Pull requests of the repositories that services are read from. See
     * docs/pull-requests.md.
     */
    pullRequests?: {
      /** Whether they are read, judged and reported. Default: false. */
      enabled?: boolean;
      /**
       * Whether a comment says why, beside the status, where there is something
       * to say. Default: true.
       */
      comment?: boolean;
      /** Services of one repository that are read for a pull request. Default: 20. */
      services?: number;
      /** The longest that one may take. Default: 15 minutes. */
      timeout?: HumanDuration;
      /** How long scans of services go first. Default: 15 minutes. */
      patience?: HumanDuration;
      /** How often open ones are judged again for new advisories. Default: 6 hours. */
      refresh?: HumanDuration;
      /** How long closed ones are kept. Default: 30 days. */
      keep?: HumanDuration;
    };
    /** How upgrades are chosen, for plans of services and the organization's. */
    upgrades?: {
      /**
       * A release that is younger is taken only where no older one clears: it may be a mistake or an
       * attack that nobody has noticed yet. Zero takes any. Default: 3 days.
       */
      releaseAge?: HumanDuration;
    };
    /** Tickets in GitHub, GitLab and Jira, kept by modules. */
    tickets?: {
      /** For which findings there are tickets. The first that a finding meets counts; without any there are none. */
      rules?: Array<{
        /** Small letters, digits and hyphens. Another one makes other tickets. */
        id: string;
        /** Which module keeps them: github, gitlab, jira. */
        tracker: string;
        /** The web address of a repository, or the key of a project of Jira. Default: the repository of the service. */
        project?: string;
        /** What one ticket is for. */
        group: 'upgrade' | 'vulnerability' | 'service';
        /** One, or a list of which one is enough; all that is given in one must hold. Default: every open vulnerability. */
        filter?: object;
        labels?: string[];
        /** By severity, as the tracker calls them; GitHub and GitLab have labels for them. */
        priorities?: { [severity: string]: string };
        /** Who is given new tickets of an owner's services. */
        assignees?: Array<{
          /** Entity ref of the owner. */
          owner: string;
          /** User names; account ids in Jira Cloud. */
          users: string[];
        }>;
        /** Default: en. */
        language?: 'en' | 'de';
      }>;
      /** Tickets that are created in an hour in one tracker; the rest wait. Default: 30. */
      perHour?: number;
      /** How often it is read what people did. Default: 15 minutes. */
      readEvery?: HumanDuration;
      /** Tells portals apart that write into one project. Another one makes other tickets. */
      origin?: string;
    };
    /** What people decide: license exceptions, curated licenses, holds. */
    decisions?: {
      /** Whether somebody else than who asked has to approve. Default: false. */
      secondPerson?: boolean;
      /** The longest that a license exception may hold. Default: 366 days. */
      longestException?: HumanDuration;
    };
    /** Where advisories and what is known of them come from. */
    advisories?: {
      /** How often sources are read again. Default: 1 hour. */
      refresh?: HumanDuration;
      /** How old data may be before it is shown as stale. */
      staleAfter?: {
        /** By its newest record, where a source does not say. Default: 2 days. */
        osv?: HumanDuration;
        /** Default: 3 days. */
        epss?: HumanDuration;
        /** Default: 2 days. */
        kev?: HumanDuration;
        /** Default: 7 days. */
        vulnrichment?: HumanDuration;
      };
      /** OSV records. */
      osv?: Array<{
        /** A name that stays the same, shown to people. */
        id: string;
        title?: string;
        /** The base address of per-ecosystem OSV dumps: `<url>/<ecosystem>/all.zip`. */
        url?: string;
        /** The ecosystems to take from `url`. Default: the usual ones, and those of packages in use. */
        ecosystems?: string[];
        /** A folder, .zip, .json or .ndjson file on disk instead. */
        path?: string;
        /** Data to try things out with: shown as such, never as current. */
        example?: boolean;
        /** Instead of `staleAfter.osv`, for one that seldom changes. */
        staleAfter?: HumanDuration;
        /**
         * The least share, from 0 to 1, of the records of the last whole reading
         * that a reading has; with fewer it fails, as if cut short. Lower it where
         * a source was made smaller on purpose. Default: 0.8.
         */
        leastKept?: number;
      }>;
      /** Exploit prediction scores: the daily CSV of FIRST, plain or gzip. */
      epss?: { id?: string; url?: string; path?: string; example?: boolean };
      /** Known exploited vulnerabilities: the JSON catalog of CISA. */
      kev?: { id?: string; url?: string; path?: string; example?: boolean };
      /** Whether vulnerabilities can be exploited by machines, and what they give: CISA's Vulnrichment. */
      vulnrichment?: {
        id?: string;
        url?: string;
        path?: string;
        example?: boolean;
      };
    };
  };
}
