import { normalizeLicense } from '@safety-curtain/licenses';
import {
  ask,
  createSource,
  day,
  registryServer,
  time,
} from './__testUtils__/registries';

const server = registryServer();

describe('deps.dev', () => {
  const base = '/v3/systems/go/packages/example.org/a/b';
  const create = () => createSource['deps.dev'](server.url);
  const inGo = { ecosystem: 'Go' };
  const key = (version?: string) => ({
    system: 'GO',
    name: 'example.org/a/b',
    ...(version && { version }),
  });

  beforeEach(() => {
    server.answer(base, {
      packageKey: key(),
      versions: [
        { versionKey: key('v1.0.0'), publishedAt: time('2020-01-01') },
        {
          versionKey: key('v1.1.0'),
          publishedAt: time('2021-01-01'),
          isDeprecated: true,
        },
        { versionKey: key('v1.2.0'), publishedAt: time('2022-01-01') },
        { versionKey: key('v1.3.0-rc.1') },
      ],
    });
  });

  it('spells versions of Go as they are asked for', async () => {
    server.answer(`${base}/versions/v1.0.0`, {
      versionKey: key('v1.0.0'),
      publishedAt: time('2020-01-01'),
      licenses: ['Apache-2.0', 'MIT'],
      isDeprecated: false,
      links: [
        { label: 'SOURCE_REPO', url: 'https://git.example/a/b' },
        { label: 'HOMEPAGE', url: 'https://example.org' },
      ],
    });
    server.answer(`${base}/versions/v1.1.0`, {
      versionKey: key('v1.1.0'),
      licenses: [],
      isDeprecated: true,
      deprecatedReason: 'retracted',
      links: [{ label: 'HOMEPAGE', url: 'data:text/html,<script>' }],
    });
    const asked = ['1.0.0', '1.1.0', '9.9.9'];
    const facts = await ask(create(), 'example.org/a/b', asked, inGo);
    expect(facts).toEqual({
      versions: new Map([
        [
          '1.0.0',
          {
            licenses: ['Apache-2.0, MIT'],
            publishedAt: day('2020-01-01'),
            homepage: 'https://example.org',
          },
        ],
        ['1.1.0', { licenses: [], deprecated: 'retracted' }],
      ]),
      releases: [
        { version: '1.0.0', publishedAt: day('2020-01-01') },
        { version: '1.2.0', publishedAt: day('2022-01-01') },
      ],
    });
    // Whether both apply or one may be chosen is not decided here.
    expect(normalizeLicense('Apache-2.0, MIT')).toMatchObject({
      ambiguous: ['Apache-2.0 AND MIT', 'Apache-2.0 OR MIT'],
    });
  });

  it('does not take what it says of others for facts', async () => {
    server.answer(`${base}/versions/v1.0.0`, {
      versionKey: key('v1.0.1'),
      licenses: ['MIT'],
    });
    await expect(
      ask(create(), 'example.org/a/b', ['1.0.0'], inGo),
    ).rejects.toThrow(
      'deps.dev was asked for example.org/a/b 1.0.0 and answered for "v1.0.1"',
    );
    server.answer(base, { packageKey: { name: 'example.org/a/c' } });
    await expect(
      ask(create(), 'example.org/a/b', ['1.0.0'], inGo),
    ).rejects.toThrow('and answered for "example.org/a/c"');
  });

  describe('scores of projects', () => {
    const project = 'github.com/acme/b';
    const related = (id: string, relationType = 'SOURCE_REPO') => ({
      relatedProjects: [{ projectKey: { id }, relationType }],
    });
    const scoreOf = async (version: object, answer?: object) => {
      server.answer(`${base}/versions/v1.0.0`, {
        versionKey: key('v1.0.0'),
        ...version,
      });
      if (answer) server.answer(`/v3/projects/${project}`, answer);
      const facts = await ask(create(), 'example.org/a/b', ['1.0.0'], inGo);
      return facts?.scorecard;
    };

    it('are those of the repository that a version is from', async () => {
      const answer = {
        projectKey: { id: project },
        scorecard: { overallScore: 4.2 },
      };
      expect(await scoreOf(related(project), answer)).toBe(4.2);
      expect(await scoreOf(related(project, 'ISSUE_TRACKER'))).toBeUndefined();
    });

    it.each([
      ['no score', { projectKey: { id: project } }],
      [
        'a score out of range',
        { projectKey: { id: project }, scorecard: { overallScore: 11 } },
      ],
    ])('are unknown where there is %s', async (_, answer) => {
      expect(await scoreOf(related(project), answer)).toBeUndefined();
    });

    it('are unknown where the project is not known there', async () => {
      expect(await scoreOf(related('github.com/acme/c'))).toBeUndefined();
    });

    it('are not those of another project', async () => {
      const answer = {
        projectKey: { id: 'github.com/acme/other' },
        scorecard: { overallScore: 9 },
      };
      await expect(scoreOf(related(project), answer)).rejects.toThrow(
        'and answered for "github.com/acme/other"',
      );
    });
  });
});
