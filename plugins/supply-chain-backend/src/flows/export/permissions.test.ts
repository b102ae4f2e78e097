import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createSupplyChainConditionalDecision,
  supplyChainConditions,
} from '../..';
import { createExport, exported, SHOP } from '../../__testUtils__/exports';
import { get, start } from '../../__testUtils__/portal';
import { until } from '../../__testUtils__/scanning';

describe('an export for whoever may see one team', () => {
  it('has only its services', async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      authorizeConditional: async requests =>
        requests.map(({ permission }) =>
          createSupplyChainConditionalDecision(
            permission as never,
            supplyChainConditions.isEntityOwner({
              claims: ['group:default/team-b'],
            }),
          ),
        ) as never,
    });
    const server = await start('SQLITE_3', [permissions.factory]);
    await until(async () => {
      const { body } = await get(server, '/snapshots');
      return body.total?.count === 1;
    });
    const { files } = await exported(server, {
      scope: { kind: 'organization' },
    });
    for (const [name, bytes] of files) {
      expect([name, bytes.toString().includes(SHOP)]).toEqual([name, false]);
      expect(name).not.toContain('shop');
    }
    await createExport(server, { scope: { kind: 'entity', ref: SHOP } }).expect(
      400,
    );
  });
});
