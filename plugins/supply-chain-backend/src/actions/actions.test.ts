import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createSupplyChainConditionalDecision,
  supplyChainConditions,
} from '..';
import { type Server, scanned, start } from '../__testUtils__/portal';

const SHOP = 'component:default/shop';
const owner = mockCredentials.user('user:default/owner');
const other = mockCredentials.user('user:default/other');

/** The other user may read what team-b owns, and do nothing. */
function decide(permission: any, credentials: BackstageCredentials): any {
  const { userEntityRef } = (credentials.principal ?? {}) as {
    userEntityRef?: string;
  };
  if (userEntityRef !== 'user:default/other') {
    return { result: AuthorizeResult.ALLOW };
  }
  return permission.name === 'supplyChain.finding.read'
    ? createSupplyChainConditionalDecision(
        permission,
        supplyChainConditions.isEntityOwner({
          claims: ['group:default/team-b'],
        }),
      )
    : { result: AuthorizeResult.DENY };
}

describe('actions', () => {
  const registry = actionsRegistryServiceMock();
  let server: Server;

  beforeAll(async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async (requests, { credentials }) =>
        requests.map(({ permission }) => {
          const { result } = decide(permission, credentials);
          return {
            result:
              result === AuthorizeResult.CONDITIONAL
                ? AuthorizeResult.DENY
                : result,
          };
        }),
      authorizeConditional: async (requests, { credentials }) =>
        requests.map(({ permission }) => decide(permission, credentials)),
    });
    server = await start('SQLITE_3', [
      permissions.factory,
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => registry,
      }),
    ]);
    await scanned(server);
  });

  const invoke = async (
    name: string,
    input: object,
    credentials: BackstageCredentials = owner,
  ): Promise<any> => {
    const { output } = await registry.invoke({
      id: `test:${name}`,
      input: input as never,
      credentials,
    });
    return output;
  };

  it('are described, each with what it may do', async () => {
    const { actions } = await registry.list();
    expect(
      actions
        .map(({ name, attributes: { readOnly, destructive } }) =>
          [
            name,
            readOnly ? 'reads' : 'writes',
            ...(destructive ? ['!'] : []),
          ].join(' '),
        )
        .sort(),
    ).toEqual([
      'check-gate reads',
      'draft-decision writes',
      'explain-finding reads',
      'get-sbom reads',
      'list-findings reads',
      'scan-now writes',
      'upgrade-plan reads',
      'where-used reads',
    ]);
    for (const { description } of actions) {
      expect(description.length).toBeGreaterThan(60);
    }
  });

  it('list and explain findings', async () => {
    const { total, findings } = await invoke('list-findings', {
      entityRef: SHOP,
      severity: ['critical'],
    });
    expect(total).toBe(1);
    expect(findings).toMatchObject([
      {
        service: SHOP,
        vulnerability: 'CVE-2021-0001',
        package: 'lodash',
        versions: ['4.17.15'],
        fixedVersions: ['4.17.21'],
      },
    ]);
    const explained = await invoke('explain-finding', { id: findings[0].id });
    expect(JSON.stringify(explained.finding)).toContain('CVE-2021-0001');
    expect(explained.paths).toEqual(expect.any(Object));
  });

  it('find where a package is used, and how to get rid of what it brings', async () => {
    const { answer } = await invoke('where-used', {
      package: 'lodash',
      ecosystem: 'npm',
      versions: '<4.17.21',
    });
    expect(
      answer.items.map((item: { entityRef: string }) => item.entityRef).sort(),
    ).toEqual(['component:default/blog', SHOP]);
    const { plan } = await invoke('upgrade-plan', { entityRef: SHOP });
    expect(plan.changes).not.toEqual([]);
  });

  it('ask the gate, hand on an SBOM, and have a service scanned', async () => {
    expect(await invoke('check-gate', { entityRef: SHOP })).toMatchObject({
      outcome: 'block',
    });
    const { snapshot, document } = await invoke('get-sbom', {
      entityRef: SHOP,
    });
    expect(snapshot).toMatchObject({ entityRef: SHOP });
    expect(JSON.parse(document)).toMatchObject({ bomFormat: 'CycloneDX' });
    const { asked } = await invoke('scan-now', { entityRef: SHOP });
    expect(asked).toEqual(expect.any(Object));
  });

  it('draft a decision, and take it only where that is asked for', async () => {
    const { findings } = await invoke('list-findings', { entityRef: SHOP });
    const draft = {
      ids: [findings[0].id],
      state: 'not_affected',
      justification: 'code_not_reachable',
      reason: 'The template engine is never called.',
    };
    await invoke('draft-decision', draft);
    const still = await invoke('list-findings', { entityRef: SHOP });
    expect(still.total).toBe(findings.length);
    await invoke('draft-decision', { ...draft, preview: false });
    const after = await invoke('list-findings', { entityRef: SHOP });
    expect(after.total).toBe(findings.length - 1);
  });

  it('show nobody what they may not read, and do nothing that they may not do', async () => {
    const { findings } = await invoke('list-findings', {}, other);
    expect(
      findings.map((finding: { service: string }) => finding.service),
    ).toEqual(['component:default/blog']);
    for (const [name, input] of [
      ['check-gate', { entityRef: SHOP }],
      ['get-sbom', { entityRef: SHOP }],
      ['scan-now', { entityRef: SHOP }],
      [
        'draft-decision',
        { ids: [findings[0].id], state: 'in_triage', reason: 'Look at it' },
      ],
    ] as const) {
      await expect(invoke(name, input, other)).rejects.toThrow(/permission/);
    }
  });
});
