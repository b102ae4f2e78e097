import { ConfigReader } from '@backstage/config';
import { readInspectionOptions } from './options';

const read = (inspections: object) =>
  readInspectionOptions(new ConfigReader({ inspections } as never));
const allowing = (allowance: object) =>
  read({ secrets: { allow: [{ reason: 'revoked', ...allowance }] } });

describe('inspections as they are configured', () => {
  it('may be off, and let known secrets be', () => {
    expect(read({ enabled: false })).toEqual({ enabled: false, allow: [] });
    expect(
      allowing({ path: 'test/**', until: '2027-01-31' }).allow,
    ).toMatchObject([
      { path: 'test/**', until: '2027-01-31', reason: 'revoked' },
    ]);
  });

  it.each([
    [{}, 'supplyChain.inspections.secrets.allow[0] must name a path'],
    [{ rule: 'random-secret' }, 'must name a path or a secretHash'],
    [{ path: 'a', until: 'never' }, 'allow[0].until must be a day'],
    [{ path: 'a', reason: undefined }, 'reason'],
  ])('are refused with %j', (allowance, reason) => {
    expect(() => allowing(allowance)).toThrow(reason);
  });
});
