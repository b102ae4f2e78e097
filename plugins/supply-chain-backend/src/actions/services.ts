import { type ActionGround, readsOnly } from './asCaller';

/** An SBOM that is handed on as text is no longer, in characters. */
const LONGEST_SBOM = 2_000_000;

/** What agents and templates may ask of services and packages. */
export function registerServiceActions({
  actionsRegistry,
  api,
}: ActionGround): void {
  actionsRegistry.register({
    name: 'where-used',
    title: 'Find where a package is used',
    description:
      'Lists the services of the catalog that use a package, or packages that an advisory is about, with versions, owners, and whether it is direct: where the next Log4Shell is. Name a package and its ecosystem, perhaps with a version range in the notation of the ecosystem, or a CVE or GHSA.',
    attributes: readsOnly,
    schema: {
      input: z =>
        z.object({
          package: z.string().optional(),
          ecosystem: z
            .string()
            .optional()
            .describe('As OSV has it: npm, Maven, PyPI, Go, crates.io, …'),
          versions: z.string().optional().describe('As <2.17.1'),
          advisory: z.string().optional().describe('As CVE-2021-44228'),
          limit: z.number().int().min(1).max(100).default(50),
        }),
      output: z => z.object({ answer: z.record(z.unknown()) }),
    },
    async action({ input, credentials }) {
      const client = await api.of(credentials);
      const { package: name, advisory, ecosystem, ...asked } = input;
      const answer = await client.listUsages({
        ...asked,
        ...(ecosystem && { ecosystem: [ecosystem] }),
        ...(name && { package: [name] }),
        ...(advisory && { advisory: [advisory] }),
      });
      return { output: { answer: { ...answer } } };
    },
  });

  actionsRegistry.register({
    name: 'upgrade-plan',
    title: 'Plan the upgrades of a service',
    description:
      'Gives the smallest set of upgrades that clears the open vulnerabilities of a service, best first: what each clears and leaves, overrides for what comes in through others, and what has no fix and why.',
    attributes: readsOnly,
    schema: {
      input: z =>
        z.object({
          entityRef: z.string().describe('As component:default/shop'),
          aim: z
            .enum(['all', 'urgent'])
            .default('all')
            .describe('What is to be cleared'),
        }),
      output: z => z.object({ plan: z.record(z.unknown()) }),
    },
    async action({ input, credentials }) {
      const client = await api.of(credentials);
      const plan = await client.getUpgradePlan(input);
      return { output: { plan: { ...plan } } };
    },
  });

  actionsRegistry.register({
    name: 'check-gate',
    title: 'Ask the security gate about a service',
    description:
      'Says whether a service may pass its gate as it is: allow, warn or block, with every reason and what each is about.',
    attributes: readsOnly,
    schema: {
      input: z =>
        z.object({
          entityRef: z.string().describe('As component:default/shop'),
        }),
      output: z =>
        z.object({
          outcome: z.enum(['allow', 'warn', 'block']),
          report: z.record(z.unknown()),
        }),
    },
    async action({ input, credentials }) {
      const client = await api.of(credentials);
      const report = await client.getGate(input);
      return { output: { outcome: report.outcome, report: { ...report } } };
    },
  });

  actionsRegistry.register({
    name: 'get-sbom',
    title: 'Get the SBOM of a service',
    description:
      'Gives the newest SBOM of a service as CycloneDX or SPDX JSON, with when it is of. A very large one is not handed on as text: then the id of its snapshot is given, by which it can be downloaded.',
    attributes: readsOnly,
    schema: {
      input: z =>
        z.object({
          entityRef: z.string().describe('As component:default/shop'),
          format: z
            .enum(['cyclonedx', 'spdx', 'cyclonedx-1.7', 'spdx-3.0'])
            .default('cyclonedx')
            .describe('cyclonedx is 1.6, spdx is 2.3'),
        }),
      output: z =>
        z.object({
          snapshot: z.record(z.unknown()),
          document: z.string().optional(),
        }),
    },
    async action({ input: { entityRef, format }, credentials }) {
      const client = await api.of(credentials);
      const { items } = await client.listSnapshots({
        entityRef,
        limit: 1,
      });
      const [snapshot] = items;
      if (!snapshot) return { output: { snapshot: {} } };
      const answer = await client.getSbom({
        id: snapshot.id,
        format,
      });
      const document = await answer.text();
      return {
        output: {
          snapshot: { ...snapshot },
          ...(document.length <= LONGEST_SBOM && { document }),
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'scan-now',
    title: 'Scan a service now',
    description:
      'Asks for a scan of a service at once. It answers when the scan is asked for, not when it is done.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z.string().describe('As component:default/shop'),
        }),
      output: z => z.object({ asked: z.record(z.unknown()) }),
    },
    async action({ input, credentials }) {
      const client = await api.of(credentials);
      const asked = await client.createScan({ body: input });
      return { output: { asked: { ...asked } } };
    },
  });
}
