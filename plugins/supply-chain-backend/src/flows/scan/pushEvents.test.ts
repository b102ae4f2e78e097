import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { pushedRepository, requestScansOf } from './pushEvents';

describe('the repository of a push', () => {
  it.each([
    [
      { repository: { html_url: 'https://github.com/o/r' } },
      'https://github.com/o/r',
    ],
    [
      { project: { web_url: 'https://gitlab.com/g/s/r/' } },
      'https://gitlab.com/g/s/r',
    ],
    [
      {
        repository: { links: { html: { href: 'https://bitbucket.org/o/r' } } },
      },
      'https://bitbucket.org/o/r',
    ],
    [
      {
        resource: {
          repository: { remoteUrl: 'https://dev.azure.com/o/p/_git/r' },
        },
      },
      'https://dev.azure.com/o/p/_git/r',
    ],
    [
      { repository: { html_url: 'https://gitea.example/o/r.git' } },
      'https://gitea.example/o/r',
    ],
    [{ repository: { html_url: 'file:///etc/passwd' } }, undefined],
    [{ repository: null }, undefined],
    ['text', undefined],
    [undefined, undefined],
  ])('%j is %s', (payload, expected) => {
    expect(pushedRepository(payload)).toBe(expected);
  });
});

describe.each(databaseIds)('a push on %p', id => {
  it('makes the targets of that repository due, and no others', async () => {
    const knex = await createDatabase(id);
    const at = (name: string, target: string) =>
      catalogTarget(name, { source: { type: 'url', target, exclude: [] } });
    await addTargets(
      knex,
      at('root', 'https://github.com/o/r/tree/main/'),
      at('folder', 'https://github.com/o/r/tree/main/packages/a/'),
      at('secret', 'https://u:pw@github.com/o/r/tree/main/?private_token=x'),
      at('longer', 'https://github.com/o/r2/tree/main/'),
      at('wild', 'https://github.com/o/x/tree/main/'),
    );
    const later = new Date(Date.now() + 3_600_000);
    await knex('targets').update({
      next_scan_at: later,
      pending_trigger: null,
    });

    expect(await requestScansOf(knex, 'https://github.com/o/r')).toBe(3);
    expect(await requestScansOf(knex, 'https://github.com/o/_')).toBe(0);

    const due = await knex('targets')
      .where('pending_trigger', 'event')
      .where('next_scan_at', '<', later)
      .orderBy('name')
      .pluck('name');
    expect(due).toEqual(['folder', 'root', 'secret']);
  });
});
