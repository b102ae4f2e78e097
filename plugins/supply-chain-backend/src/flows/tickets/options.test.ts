import type { JsonObject } from '@backstage/types';
import { MemoryTracker, ticketOptions } from '../../__testUtils__/ticketing';
import { checkTrackers } from './options';

const rule = { id: 'all', tracker: 'jira', project: 'SEC', group: 'service' };

describe('options of tickets', () => {
  it('are what the configuration says', () => {
    const [read] = ticketOptions({
      rules: [
        {
          ...rule,
          filter: { severity: 'high', owners: ['payments'] },
          assignees: [{ owner: 'payments', users: ['kim'] }],
          language: 'de',
        },
      ],
    }).rules;
    expect(read).toMatchObject({
      filters: [{ severity: 'high', owners: ['group:default/payments'] }],
      language: 'de',
    });
    expect(read.assignees.get('group:default/payments')).toEqual(['kim']);
  });

  it.each<[string, JsonObject, string]>([
    ['another key', { prio: 1 }, 'rules[0].prio is not known'],
    ['an id', { id: 'A b' }, 'rules[0].id must be'],
    ['a group', { group: 'all' }, "rules[0].group is 'all'"],
    ['a filter', { filter: { sev: 1 } }, 'rules[0].filter.sev is not known'],
    ['no filter', { filter: {} }, 'rules[0].filter is empty'],
    [
      'a severity',
      { filter: [{ severity: 'bad' }] },
      "rules[0].filter[0].severity is 'bad'",
    ],
    ['a label', { labels: ['a,b'] }, 'rules[0].labels[0] must have'],
    ['priorities', { priorities: { x: '1' } }, "rules[0].priorities is 'x'"],
  ])('are refused where %s is wrong', (_, changes, reason) => {
    expect(() => ticketOptions({ rules: [{ ...rule, ...changes }] })).toThrow(
      `supplyChain.tickets.${reason}`,
    );
  });

  it('are refused where two rules have one id, or too many are to be created', () => {
    expect(() => ticketOptions({ rules: [rule, rule] })).toThrow(
      'supplyChain.tickets.rules[1].id: all is there twice',
    );
    expect(() => ticketOptions({ perHour: 0 })).toThrow(
      'supplyChain.tickets.perHour must be a whole number from 1 to 1000',
    );
  });

  it.each<[string, JsonObject, string]>([
    ['a tracker', { tracker: 'own' }, "tracker is 'own', which no module"],
    ['a project', { project: 'WRONG' }, 'project is wrong'],
  ])('are refused where there is no such %s', (_, changes, reason) => {
    const options = ticketOptions({ rules: [{ ...rule, ...changes }] });
    expect(() => checkTrackers(options, [new MemoryTracker()])).toThrow(
      `supplyChain.tickets.rules[0].${reason}`,
    );
  });

  it('are refused where a tracker has no project of its own accord', () => {
    const { project: _, ...without } = rule;
    const options = ticketOptions({ rules: [without] });
    expect(() => checkTrackers(options, [new MemoryTracker()])).toThrow(
      'supplyChain.tickets.rules[0].project is missing',
    );
  });
});
