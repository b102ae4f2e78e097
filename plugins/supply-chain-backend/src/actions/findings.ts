import { analysisWords } from '@safety-curtain/vex';
import { type ActionGround, readsOnly } from './asCaller';

/** What agents and templates may ask of findings. */
export function registerFindingActions({
  actionsRegistry,
  api,
}: ActionGround): void {
  actionsRegistry.register({
    name: 'list-findings',
    title: 'List security findings',
    description:
      'Lists vulnerabilities, and what other tools found (code, secrets, configuration), that are open in the services of the catalog that the caller may read, the riskiest first: what is known to be exploited, by severity, score, and how likely it is exploited (EPSS). Each finding is one vulnerability of one package in one service, or what a rule of another tool found at one place in it (`kind`). Ask by service, owner, severity, or only what is overdue or known to be exploited.',
    attributes: readsOnly,
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe('A service, as component:default/shop'),
          owner: z.string().optional().describe('As group:default/team-a'),
          severity: z
            .array(z.enum(['critical', 'high', 'medium', 'low', 'unknown']))
            .optional(),
          knownExploited: z.boolean().optional(),
          overdue: z.boolean().optional().describe('Past their due date'),
          limit: z.number().int().min(1).max(100).default(20),
        }),
      output: z =>
        z.object({
          total: z.number().describe('How many there are'),
          more: z.boolean().describe('Whether there are more than that'),
          findings: z.array(
            z.object({
              id: z.string(),
              service: z.string(),
              vulnerability: z.string(),
              kind: z.string(),
              package: z.string().optional(),
              path: z.string().optional().describe('Of the file it is in'),
              ecosystem: z.string().optional(),
              versions: z.array(z.string()),
              severity: z.string(),
              knownExploited: z.boolean(),
              fixedVersions: z.array(z.string()),
              due: z.string().optional(),
              summary: z.string().optional(),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'What is exploited in one service',
        input: {
          entityRef: 'component:default/shop',
          knownExploited: true,
          limit: 20,
        },
      },
    ],
    async action({ input, credentials }) {
      const client = await api.of(credentials);
      const { overdue, owner, ...asked } = input;
      const { items, total } = await client.listFindings({
        ...asked,
        ...(owner && { owner: [owner] }),
        ...(overdue && { due: 'overdue' as const }),
      });
      return {
        output: {
          total: total?.count ?? items.length,
          more: total?.atLeast ?? false,
          findings: items.map(one => ({
            id: one.id,
            service: one.entityRef,
            kind: one.kind,
            vulnerability: one.advisory,
            ...(one.package && { package: one.package }),
            ...(one.place?.path && { path: one.place.path }),
            ...(one.ecosystem && { ecosystem: one.ecosystem }),
            versions: one.versions,
            severity: one.severity,
            knownExploited: one.knownExploited,
            fixedVersions: one.fixedVersions,
            ...(one.due && { due: one.due.day }),
            ...(one.summary && { summary: one.summary }),
          })),
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'explain-finding',
    title: 'Explain a security finding',
    description:
      'Tells all that is known of one finding: what the vulnerability is and who says so, when it is due and by which facts, what was decided about it, how the package comes into the service (dependency paths), and its history.',
    attributes: readsOnly,
    schema: {
      input: z =>
        z.object({
          id: z.string().describe('As list-findings gives it'),
        }),
      output: z =>
        z.object({
          finding: z.record(z.unknown()),
          paths: z.record(z.unknown()),
        }),
    },
    async action({ input: { id }, credentials }) {
      const client = await api.of(credentials);
      const [finding, paths] = await Promise.all([
        client.getFinding({ id }),
        client.getFindingPaths({ id }),
      ]);
      return { output: { finding: { ...finding }, paths: { ...paths } } };
    },
  });

  actionsRegistry.register({
    name: 'draft-decision',
    title: 'Draft a decision about findings',
    description:
      'Says what a decision about findings would touch, and proposes or takes it where preview is false: what the vulnerability means in the service, in the words of CycloneDX VEX, with a reason. Which of the two it is depends on the rights of the caller and on the policy of the portal, as on its pages.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          ids: z.array(z.string()).min(1).max(100).describe('Of findings'),
          state: z.enum(analysisWords.states),
          justification: z
            .enum(analysisWords.justifications)
            .optional()
            .describe('Why something is not_affected'),
          reason: z.string().min(3).max(4000),
          endsAt: z
            .string()
            .optional()
            .describe('When it ends: ISO 8601, as 2027-03-01T00:00:00Z'),
          preview: z.boolean().default(true),
        }),
      output: z => z.object({ result: z.record(z.unknown()) }),
    },
    async action({ input, credentials }) {
      const client = await api.of(credentials);
      const { ids, state, justification, reason, endsAt, preview } = input;
      const result = await client.decideFindings({
        body: {
          ids,
          analysis: { state, ...(justification && { justification }) },
          reason,
          ...(endsAt && { endsAt }),
          dryRun: preview,
        },
      });
      return { output: { result: { ...result } } };
    },
  });
}
