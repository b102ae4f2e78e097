import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RiskJudge } from '../RiskJudge';

/** Names of all packages that this repository installs. */
function installed(): string[] {
  const lock = readFileSync(join(__dirname, '../../../../yarn.lock'), 'utf8');
  const entries = lock.matchAll(
    /^"?((?:@[^/@"\s]+\/)?[^@"\s]+)@(?:npm|patch):/gm,
  );
  return [...new Set([...entries].map(([, name]) => name))];
}

describe('the packages of this repository', () => {
  it('raise no alarm, and few where little sureness is asked for', () => {
    const names = installed();
    expect(names.length).toBeGreaterThan(2_000);
    const alarms = (leastConfidence: 'low' | 'medium') => {
      const judge = new RiskJudge({ now: new Date(), leastConfidence });
      return names.filter(
        name =>
          judge.judge({ ecosystem: 'npm', name, version: '1.0.0' }).length > 0,
      );
    };
    expect(alarms('medium')).toEqual([]);
    expect(alarms('low').length).toBeLessThan(names.length / 200);
  });
});
