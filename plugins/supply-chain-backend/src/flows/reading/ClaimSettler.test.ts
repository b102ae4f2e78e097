import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import { createLicensing, licenseOf } from '../../__testUtils__/licensing';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
} from '../../__testUtils__/organization';
import { until } from '../../__testUtils__/scanning';
import { ClaimSettler } from './ClaimSettler';
import { recordReading } from './storeReading';

describe.each(databaseIds)('claims that are settled aside on %s', id => {
  it('are settled after the readings that noted them, all at once', async () => {
    const knex = await createLicensing(id);
    const settler = new ClaimSettler({
      knex,
      logger: mockServices.logger.mock(),
      pauseMs: 0,
    });
    await read(knex, 'one', 'MIT', () => settler.settle());
    await read(knex, 'two', 'Apache-2.0', () => settler.settle());
    await until(async () => (await notes(knex)) === 0);
    const aside = await licenseOf(knex, 'pkg:npm/a@1.0.0');
    await settler.close();

    const other = await createLicensing(id);
    await read(other, 'one', 'MIT');
    await read(other, 'two', 'Apache-2.0');
    expect(await notes(other)).toBe(0);
    expect(aside).toEqual(await licenseOf(other, 'pkg:npm/a@1.0.0'));
    expect(aside.expression).not.toBe('MIT');
  });

  it('stay noted where settling fails or the portal ends', async () => {
    const knex = await createLicensing(id);
    const warn = jest.fn();
    const broken = { ...knex, transaction: () => Promise.reject(new Error()) };
    const failing = new ClaimSettler({
      knex: broken as unknown as Knex,
      logger: mockServices.logger.mock({ warn }),
    });
    await read(knex, 'one', 'MIT', () => failing.settle());
    await until(async () => warn.mock.calls.length > 0);
    await failing.close();
    await read(knex, 'two', 'Apache-2.0', () => failing.settle());
    await failing.close();
    expect(await notes(knex)).toBeGreaterThan(0);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});

async function notes(knex: Knex): Promise<number> {
  const [{ count }] = await knex('license_updates').count({ count: '*' });
  return Number(count);
}

/** A service's lock file says a license of one component. */
async function read(
  knex: Knex,
  service: string,
  license: string,
  settleAside?: () => void,
): Promise<void> {
  await addTargets(knex, catalogTarget(service));
  const { id } = (await knex('targets').where('name', service).first('id'))!;
  await recordReading(
    knex,
    {
      targetId: id,
      series: '',
      scanId: service,
      manifests: [
        lockFile('package-lock.json', npm('a', '1.0.0', { license })),
      ],
      unread: [],
      settleAside,
    },
    async () => undefined,
  );
}
