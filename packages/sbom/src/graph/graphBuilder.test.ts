import fc from 'fast-check';
import type { Scope } from '../model';
import { GraphBuilder } from './graphBuilder';
import type { PackageFacts } from './packageFacts';

function facts(name: string, more: Partial<PackageFacts> = {}): PackageFacts {
  return {
    purl: `pkg:generic/${name}@1`,
    name,
    version: '1',
    packageName: name,
    ...more,
  };
}

function scopesOf(builder: GraphBuilder): Record<string, Scope> {
  return Object.fromEntries(
    builder.components().map(({ name, scope }) => [name, scope]),
  );
}

describe('GraphBuilder', () => {
  it('derives scopes: runtime wins, then optional, then development', () => {
    const builder = new GraphBuilder();
    for (const name of ['run', 'dev', 'opt', 'x', 'y', 'z', 'w']) {
      builder.add(name, facts(name));
    }
    builder.require('run', 'runtime');
    builder.require('dev', 'development');
    builder.require('opt', 'optional');
    builder.connect('dev', 'x');
    builder.connect('run', 'x');
    builder.connect('dev', 'y');
    builder.connect('opt', 'y');
    builder.connect('dev', 'z', 'optional');
    builder.connect('run', 'w', 'optional');
    expect(scopesOf(builder)).toEqual({
      run: 'runtime',
      dev: 'development',
      opt: 'optional',
      x: 'runtime',
      y: 'optional',
      z: 'development',
      w: 'optional',
    });
  });

  it('lets an occurrence that nothing reaches not decide the scope', () => {
    const builder = new GraphBuilder();
    builder.add('used', facts('a'));
    builder.add('unused', facts('a'));
    builder.require('used', 'development');
    expect(scopesOf(builder)).toEqual({ a: 'development' });
  });

  it('leaves the scope open of what hangs on something of unknown scope', () => {
    const builder = new GraphBuilder();
    for (const name of ['open', 'below', 'maybe', 'shipped', 'both', 'dev']) {
      builder.add(name, facts(name));
    }
    builder.require('open', 'unknown');
    builder.require('shipped', 'runtime');
    builder.require('dev', 'development');
    builder.connect('open', 'below');
    builder.connect('open', 'maybe', 'optional');
    builder.connect('dev', 'below');
    builder.connect('dev', 'maybe');
    builder.connect('open', 'both');
    builder.connect('shipped', 'both');
    expect(scopesOf(builder)).toEqual({
      open: 'unknown',
      below: 'unknown',
      maybe: 'unknown',
      shipped: 'runtime',
      both: 'runtime',
      dev: 'development',
    });
  });

  it('tells what may be direct from what is not', () => {
    const builder = new GraphBuilder();
    for (const name of ['a', 'b', 'c']) builder.add(name, facts(name));
    builder.require('a');
    builder.leaveDirectOpen('b');
    const directOf = () => builder.components().map(c => c.direct);
    expect(directOf()).toEqual([true, undefined, false]);
    builder.leaveDirectOpen();
    expect(directOf()).toEqual([true, undefined, undefined]);
  });

  it('takes what nothing asks for as required, cycles left alone', () => {
    const builder = new GraphBuilder();
    for (const name of ['top', 'one', 'two']) {
      builder.add(name, facts(name));
    }
    builder.connect('one', 'two');
    builder.connect('two', 'one');
    builder.requireUnreferenced();
    expect(builder.components().map(c => c.direct)).toEqual([
      undefined,
      true,
      undefined,
    ]);
  });

  it('draws no edge from a component to itself when copies are merged', () => {
    const builder = new GraphBuilder();
    builder.add('outer', facts('a'));
    builder.add('inner', facts('a'));
    builder.connect('outer', 'inner');
    expect(builder.components()[0].dependsOn).toEqual([]);
  });

  it('gives the same components whatever the order of what it is told', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const edge = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names));
    fc.assert(
      fc.property(
        fc.array(edge, { maxLength: 12 }),
        fc.shuffledSubarray(names, { minLength: 5 }),
        (edges, order) => {
          const build = (keys: string[], list: typeof edges) => {
            const builder = new GraphBuilder();
            keys.forEach(key => builder.add(key, facts(key)));
            list.forEach(([from, to]) => builder.connect(from, to));
            builder.require('a', 'development');
            builder.require('b');
            return builder.components();
          };
          expect(build(order, [...edges].reverse())).toEqual(
            build(names, edges),
          );
        },
      ),
    );
  });
});
