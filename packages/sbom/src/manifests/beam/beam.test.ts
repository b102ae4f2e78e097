import { corpusText, hasCorpus } from '@safety-curtain/testing';
import { itCompares } from '../../__testUtils__/stepTable';
import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';
import { mixRequirements } from './mixExs';
import { ELIXIR, ERLANG, TermReader } from './terms';

const SHA = 'ab'.repeat(32);
const OUTER = 'cd'.repeat(32);
const COMMIT = 'ef'.repeat(20);

describe('terms', () => {
  it.each([
    ['"a\\"b\\n"', 'a"b\n'],
    ['-1_000', -1000],
    [
      '[:a, :"b c", nil, 1.5]',
      { list: [{ atom: 'a' }, { atom: 'b c' }, { atom: 'nil' }, 1.5] },
    ],
    [
      '# c\n{:a, [k: 1, "q": 2],}',
      {
        tuple: [
          { atom: 'a' },
          { list: [{ tuple: [{ atom: 'k' }, 1] }, { tuple: ['q', 2] }] },
        ],
      },
    ],
    [
      '%{"a" => 1, b: 2}',
      {
        map: [
          ['a', 1],
          [{ atom: 'b' }, 2],
        ],
      },
    ],
    ['%{}', { map: [] }],
  ])('of Elixir: %s', (text, expected) => {
    const reader = new TermReader(text, ELIXIR);
    expect(reader.term()).toEqual(expected);
    expect(reader.isAtEnd).toBe(true);
  });

  it.each([
    ['<<"a">>', 'a'],
    ['<<"a"/utf8>>', 'a'],
    [
      "% c\n{'quoted atom', plain}",
      { tuple: [{ atom: 'quoted atom' }, { atom: 'plain' }] },
    ],
    ['#{a => 1}', { map: [[{ atom: 'a' }, 1]] }],
  ])('of Erlang: %s', (text, expected) => {
    expect(new TermReader(text, ERLANG).term()).toEqual(expected);
  });

  it.each(['{', '[1', '"a', '{1 2}', '%', '', 'Mix.env()', '[a: ]'])(
    'is refused: %s',
    text => {
      const reader = new TermReader(text, ELIXIR);
      expect(() => {
        reader.term();
        reader.expect('end of text');
      }).toThrow();
    },
  );
});

const MIX = `%{
  "a": {:hex, :a_pkg, "1.0.0", "${SHA}", [:mix, :rebar3], [{:b, "~> 1.0", [hex: :b, repo: "hexpm", optional: false]}, {:c, "~> 1.0", [hex: :c, repo: "hexpm", optional: true]}], "hexpm", "${OUTER}"},
  "b": {:hex, :b, "1.1.0", "${SHA}", [:mix], [], "hexpm"},
  "c": {:hex, :c, "1.2.0"},
  "d": {:git, "https://user:secret@git.test/o/d.git", "${COMMIT}", [branch: "main"]},
  "e": {:hex, :e, "2.0.0", "${SHA}", [:mix], [], "hexpm:acme", "${OUTER}"},
  "f": {:hex, :f, "2.0.0", "${SHA}", [:mix], [], "other", "${OUTER}"},
}
`;

const EXS = `defmodule App.MixProject do
  use Mix.Project
  # {:b, "~> 1.0"}
  defp deps do
    [
      {:a, "~> 1.0 # not a comment"},
      {:c, ">= 0.0.0", only: [:dev, :test], runtime: false},
      {:d, git: "https://git.test/o/d.git", only: :test},
      {:e, "~> 2.0", only: ~w(test prod)a},
      {
        :f,
        "~> 2.0",
        optional: true
      }
    ]
  end
end
`;

describe('mix.lock', () => {
  const read = (text = MIX, beside: Record<string, string> = {}) =>
    readWith('mix.lock', text, beside);

  it('has edges by application, and packages by their own names', () => {
    expect(edgeLines(read())).toEqual([
      'a_pkg@1.0.0 -> b@1.1.0',
      'a_pkg@1.0.0 -> c@1.2.0',
    ]);
    expect(
      read().components.map(({ purl, ecosystem, origin }) => [
        purl,
        ecosystem,
        origin,
      ]),
    ).toEqual([
      ['pkg:hex/a_pkg@1.0.0', 'Hex', 'registry'],
      ['pkg:hex/acme/e@2.0.0', undefined, 'registry'],
      ['pkg:hex/b@1.1.0', 'Hex', 'registry'],
      ['pkg:hex/c@1.2.0', 'Hex', 'registry'],
      [
        `pkg:hex/d?vcs_url=git%2Bhttps:%2F%2Fgit.test%2Fo%2Fd.git%40${COMMIT}`,
        undefined,
        'git',
      ],
      ['pkg:hex/f@2.0.0?repository_url=other', undefined, 'registry'],
    ]);
    expect(componentNamed(read(), 'a_pkg').hashes).toEqual([
      { algorithm: 'SHA-256', value: OUTER },
    ]);
    expect(componentNamed(read(), 'b')).toMatchObject({
      hashes: [],
      integrity: SHA,
    });
    expect(read().lock?.hashes).toMatchObject({ able: 5, without: 1 });
  });

  it('knows from mix.exs what is asked for and what for', () => {
    expect(componentLines(read(MIX, { 'mix.exs': EXS }))).toEqual([
      'a_pkg@1.0.0 runtime direct',
      'b@1.1.0 runtime',
      'c@1.2.0 optional direct',
      'd@ development direct',
      'e@2.0.0 runtime direct',
      'f@2.0.0 optional direct',
    ]);
    expect(componentLines(read())).toEqual([
      'a_pkg@1.0.0 unknown direct',
      'b@1.1.0 unknown perhaps direct',
      'c@1.2.0 unknown perhaps direct',
      'd@ unknown direct',
      'e@2.0.0 unknown direct',
      'f@2.0.0 unknown direct',
    ]);
  });

  it('leaves open what a mix.exs computes', () => {
    const manifest = read(MIX, {
      'mix.exs': 'defp deps, do: [{:a, "~> 1.0"}] ++ more()',
    });
    expect(componentLines(manifest)[1]).toBe('b@1.1.0 runtime perhaps direct');
    expect(manifest.warnings.join()).toMatch(
      /no line of mix\.exs names 'd' and 2 more/,
    );
  });

  it('reads the applications of an umbrella', () => {
    const manifest = read(MIX, {
      'mix.exs': 'def project, do: [apps_path: "apps", deps: []]',
      'apps/web/mix.exs': EXS,
    });
    expect(componentLines(manifest)[0]).toBe('a_pkg@1.0.0 runtime direct');
  });

  it('says what others depend on and it does not have', () => {
    const text = MIX.replace(/ {2}"b".*\n/, '');
    expect(read(text, { 'mix.exs': EXS }).unresolved).toMatchObject({
      count: 1,
      first: ['b'],
    });
    // The project may have it in a folder of its own.
    const own = `${EXS}{:b, path: "../b"}`;
    expect(read(text, { 'mix.exs': own }).unresolved).toBeUndefined();
    expect(read(text).unresolved).toBeUndefined();
  });

  it.each(['[]', '%{} more', '{:hex}'])('is refused: %s', text => {
    expect(() => read(text)).toThrow(/no map of packages/);
  });

  it('finds dependencies of a mix.exs in time that grows with its length', () => {
    const many = 20_000;
    expect(mixRequirements('{:a, "\n'.repeat(many))).toHaveLength(many);
    expect(mixRequirements('"'.repeat(many * 10))).toEqual([]);
  });
});

const REBAR = `{"1.2.0",
[{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0},
 {<<"alias">>,{pkg,<<"real">>,<<"1.0.0">>},1},
 {<<"own">>,
  {git,"https://git.test/o/own.git",
       {ref,"${COMMIT}"}},
  0},
 {<<"part">>,{git_subdir,"https://git.test/o/all.git",{ref,"${COMMIT}"},"part"},1},
 {<<"old">>,{hg,"https://hg.test/old",{ref,"1"}},1}]}.
[
{pkg_hash,[
 {<<"cowboy">>, <<"${SHA.toUpperCase()}">>},
 {<<"alias">>, <<"${SHA}">>}]},
{pkg_hash_ext,[
 {<<"cowboy">>, <<"${OUTER.toUpperCase()}">>}]}
].
`;

describe('rebar.lock', () => {
  const read = (text = REBAR) => readWith('rebar.lock', text);

  it('has levels and hashes', () => {
    const manifest = read();
    expect(componentLines(manifest)).toEqual([
      'cowboy@2.9.0 runtime direct',
      'own@ runtime direct',
      'part@ runtime',
      'real@1.0.0 runtime',
    ]);
    expect(componentNamed(manifest, 'cowboy').hashes).toEqual([
      { algorithm: 'SHA-256', value: OUTER },
    ]);
    expect(componentNamed(manifest, 'real').integrity).toBe(SHA);
    expect(componentNamed(manifest, 'own').vcsUrl).toContain(COMMIT);
    expect(manifest.warnings).toEqual([
      "the package 'old' with number 5 is not of Hex or a repository, and is left out",
    ]);
  });

  it.each([
    ['[].\n', 0],
    ['[{<<"a">>,{pkg,<<"a">>,<<"1.0.0">>},0}].', 1],
    ['{"1.1.0",[{<<"a">>,{git,"https://h/a.git",{ref,"abcdef0"}},0}]}.', 1],
  ])('is read in older forms: %s', (text, count) => {
    expect(read(text).components).toHaveLength(count);
  });

  it('is refused where it is of a version that is not known, or not whole', () => {
    expect(() => read('{"2.0.0",[]}.')).toThrow(
      /1\.1\.0 and 1\.2\.0 can be read/,
    );
    expect(() => read(REBAR.slice(0, REBAR.indexOf(']}.') + 3))).toThrow(
      /its list of hashes is missing/,
    );
    expect(() => read(REBAR.trimEnd().slice(0, -1))).toThrow("'.' is missing");
  });

  itCompares('rebar.lock', [
    {
      when: 'agree',
      lock: REBAR,
      beside: {
        'rebar.config':
          '{erl_opts, [debug_info]}.\n{deps, [cowboy, {own, {git, "x", {tag, "1"}}}]}.',
      },
      expected: 'in step',
    },
    {
      when: 'differ by what was added',
      lock: REBAR,
      beside: { 'rebar.config': '{deps, [cowboy, own, {jsx, "3.0.0"}]}.' },
      expected:
        'rebar.config asks for jsx, and the lock file was made without it',
    },
    {
      when: 'differ by what was taken out',
      lock: REBAR,
      beside: { 'rebar.config': '{deps, [cowboy]}.' },
      expected:
        'the lock file was made for own, and rebar.config does not ask for it',
    },
    {
      when: 'are open where a script may change it',
      lock: REBAR,
      beside: {
        'rebar.config': '{deps, []}.',
        'rebar.config.script': 'CONFIG.',
      },
      expected: 'open',
    },
  ]);
});

(hasCorpus('lockfiles') ? describe : describe.skip)(
  'a real mix.lock (skipped where the corpora are absent)',
  () => {
    it('has as many packages as lines that name one', () => {
      const id = 'lockfiles/mix-lock/trivy-happy.mix.lock';
      const text = corpusText(id, 'mix.lock')!;
      expect(readWith('mix.lock', text).components).toHaveLength(
        text.match(/": \{:(?:hex|git),/g)!.length,
      );
    });
  },
);
