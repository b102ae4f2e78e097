import type { SourceReport, ToolResult } from '@safety-curtain/reports';
import { gatedThings, reportedThings } from './reportedThings';

const result = (change: Partial<ToolResult> = {}): ToolResult => ({
  kind: 'secret',
  rule: 'token',
  severity: 'medium',
  message: 'A token',
  place: { path: '.env', startLine: 3 },
  fingerprint: 'f'.repeat(64),
  secretHash: 's'.repeat(64),
  ...change,
});

const report = (id: string, ...results: ToolResult[]): SourceReport => ({
  tool: { id, name: id },
  rules: [{ id: 'token', title: 'Token' }],
  results,
});

const gated = (...reports: SourceReport[]) =>
  gatedThings(reportedThings(reports, 'component:default/shop'), {
    known: [],
    exploitation: () => ({ knownExploited: false }),
    decided: () => undefined,
  });

describe('reportedThings', () => {
  it('know a secret that several tools find for one, and tell the worst of it', () => {
    const two = [
      report('one', result()),
      report(
        'two',
        result({ rule: 'x', severity: 'high', place: { path: '.env' } }),
      ),
    ];
    const [thing, ...others] = reportedThings(two, 'component:default/shop');
    expect(others).toEqual([]);
    expect(thing.names).toEqual(['one/token', 'two/x']);
    expect(gated(...two).reported).toEqual([
      {
        kind: 'secret',
        fingerprint: thing.fingerprint,
        rule: 'one/token',
        message: 'Token',
        severity: 'high',
        file: '.env',
        line: 3,
        overdue: false,
      },
    ]);
  });

  it.each<[string, Partial<ToolResult>]>([
    ['secrets', { secretHash: 't'.repeat(64) }],
    ['files', { place: { path: 'b.env' } }],
    ['kinds', { kind: 'code' }],
  ])('tell %s apart', (_, change) => {
    const things = reportedThings(
      [report('one', result(), result({ fingerprint: 'e', ...change }))],
      'component:default/shop',
    );
    expect(things).toHaveLength(2);
  });

  it('are other ones in another service', () => {
    const of = (ref: string) =>
      reportedThings([report('one', result())], ref)[0];
    expect(of('component:default/a').fingerprint).not.toBe(
      of('component:default/b').fingerprint,
    );
  });

  it('name the package that a rule is about', () => {
    const { reported } = gated(
      report(
        'one',
        result({ kind: 'package-risk', message: 'lodahs is near to lodash.' }),
      ),
    );
    expect(reported[0].message).toBe('Token: lodahs is near to lodash.');
  });
});
