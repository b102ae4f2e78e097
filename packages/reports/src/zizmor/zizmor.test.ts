import { examples } from '../__testUtils__/examples';
import { readOne } from '../__testUtils__/reading';

const [credentials] = JSON.parse(examples.zizmor.document);
const finding = {
  ...credentials,
  ident: 'unpinned-uses',
  desc: 'unpinned action',
  fixes: [{ title: 'name a commit' }],
};
const [location] = finding.locations;
const { symbolic, concrete } = location;
const found = (more: object) => readOne([{ ...finding, ...more }]).results[0];

describe('zizmor', () => {
  it('tells places from 1 on, and what proposes to mend it', () => {
    expect(found({})).toMatchObject({
      message: 'unpinned action: here',
      object: 'jobs.build.0',
      place: { startLine: 16, endLine: 16, startColumn: 9, endColumn: 20 },
      fix: 'name a commit',
      suppression: { kind: 'source', status: 'accepted' },
    });
  });

  it('ends a block at its last line', () => {
    const ends = { row: 19, column: 0 };
    const block = { ...concrete.location, end_point: ends };
    const { place } = found({
      locations: [{ symbolic, concrete: { location: block } }],
    });
    expect(place).toMatchObject({ startLine: 16, endLine: 19 });
    expect(place?.endColumn).toBeUndefined();
  });

  it('takes the primary location, not the first', () => {
    const hidden = { ...symbolic, kind: 'Hidden', annotation: 'this step' };
    const { message } = found({
      locations: [{ symbolic: hidden, concrete }, location],
    });
    expect(message).toBe('unpinned action: here');
  });

  it('knows it again where a step is added before it, and not elsewhere', () => {
    const at = (route: object[], feature = concrete.feature) =>
      found({
        locations: [
          {
            symbolic: { ...symbolic, route: { route } },
            concrete: { ...concrete, feature },
          },
        ],
      }).fingerprint;
    const job = { Key: 'build' };
    expect(at([job, { Index: 0 }])).toBe(at([job, { Index: 1 }]));
    expect(at([job])).not.toBe(at([{ Key: 'test' }]));
    expect(at([job])).not.toBe(at([job], 'uses: other'));
  });

  it('finds files of a repository that it read itself', () => {
    const key = { Remote: { slug: { owner: 'a' }, path: 'action.yml' } };
    const { place } = found({
      locations: [{ symbolic: { ...symbolic, key }, concrete }],
    });
    expect(place?.path).toBe('action.yml');
  });
});
