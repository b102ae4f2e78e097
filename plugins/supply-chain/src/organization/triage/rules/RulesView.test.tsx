import {
  supplyChainTriageConfigurePermission,
  type TriageRule,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../../__testUtils__/entity';
import { RulesView } from './RulesView';

const backend = fakeBackend();
const analysis = {
  state: 'not_affected',
  justification: 'requires_environment',
};

const rules: TriageRule[] = [
  {
    id: 'later',
    mode: 'apply',
    definition: {
      id: 'later',
      match: { tags: ['internal'] },
      validFrom: '2999-01-01',
      analysis,
    },
    decisionId: '8',
    findings: 0,
  },
  {
    id: 'build-tools',
    mode: 'log',
    definition: {
      id: 'build-tools',
      mode: 'log',
      priority: 10,
      description: 'Only builds use them',
      match: {
        severities: ['low', 'medium'],
        path: { every: { ecosystem: 'npm', name: 'webpack' } },
      },
      analysis,
    },
  },
  {
    id: 'internal',
    mode: 'apply',
    definition: { id: 'internal', priority: 10, match: {}, analysis },
    decisionId: '9',
    findings: 1204,
  },
];

const trial = {
  looked: 4000,
  complete: true,
  rules: [
    {
      id: 'build-tools',
      findings: 31,
      services: 4,
      examples: [
        {
          id: '77',
          entityRef: 'component:default/checkout',
          advisory: 'CVE-2021-44906',
          package: 'minimist',
        },
      ],
    },
    { id: 'other', findings: 0, services: 0, examples: [] },
  ],
};

const rows = async () => {
  await screen.findByRole('rowheader', { name: /build-tools/ });
  return screen.getAllByRole('row').slice(1);
};

describe('RulesView', () => {
  beforeEach(() => backend.get('/triage/rules', { rules }));

  it('lists rules in the order in which they decide', async () => {
    renderPart(<RulesView />);
    const [first, second, third] = (await rows()).map(cellsOf);
    expect(first).toMatchObject({
      Rule: 'build-tools Only builds use them',
      Mode: 'Logs only',
      Matches: 'severities: low, medium path: every ecosystem npm name webpack',
      Decides: 'Not affected · Needs an environment that is not this one',
      Valid: 'Always',
      Findings: 'Not counted',
    });
    expect(second).toMatchObject({ Rule: 'internal', Findings: '1,204' });
    expect(third).toMatchObject({
      Rule: 'later',
      Valid: 'from Jan 1, 2999 not yet valid',
      Findings: '0',
    });
    expect(screen.getByRole('link', { name: '1,204' })).toHaveAttribute(
      'href',
      '/supply-chain/triage?decidedBy=9&state=all',
    );
  });

  it('tries out what is entered, and says what it would touch', async () => {
    const sent = backend.post('/triage/rules/try', trial);
    renderPart(<RulesView />);
    await rows();
    const field = screen.getByRole('textbox', {
      name: 'Rules, as YAML or JSON',
    });
    await userEvent.click(field);
    await userEvent.paste('- id: build-tools');
    await userEvent.click(screen.getByRole('button', { name: 'Try out' }));
    expect(
      await screen.findByText('build-tools: 31 findings in 4 services'),
    ).toBeInTheDocument();
    expect(screen.getByText('other: no findings')).toBeInTheDocument();
    expect(screen.getByText('Only 1 of them is listed.')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'CVE-2021-44906' }),
    ).toHaveAttribute('href', expect.stringContaining('finding=77'));
    expect(sent).toEqual([{ text: '- id: build-tools' }]);
  });

  it('says that the trial stopped before it saw all findings', async () => {
    backend.post('/triage/rules/try', { ...trial, complete: false });
    renderPart(<RulesView />);
    await rows();
    await userEvent.click(
      screen.getByRole('textbox', { name: 'Rules, as YAML or JSON' }),
    );
    await userEvent.paste('- id: build-tools');
    await userEvent.click(screen.getByRole('button', { name: 'Try out' }));
    expect(
      await screen.findByText(/rules may apply to more than is counted here/),
    ).toBeInTheDocument();
  });

  it('tries out a configured rule', async () => {
    const sent = backend.post('/triage/rules/try', trial);
    renderPart(<RulesView />);
    await rows();
    await userEvent.click(
      screen.getByRole('button', { name: 'Try rule build-tools' }),
    );
    await screen.findByText('build-tools: 31 findings in 4 services');
    expect(JSON.parse((sent as { text: string }[])[0].text)).toEqual([
      rules[1].definition,
    ]);
  });

  it('says where a rule is wrong', async () => {
    backend.fail(
      '/triage/rules/try',
      400,
      'supplyChain.triage.rules[0].match.severities[0]: there is no such severity',
    );
    renderPart(<RulesView />);
    await rows();
    await userEvent.click(screen.getByRole('textbox'));
    await userEvent.paste('- id: a');
    await userEvent.click(screen.getByRole('button', { name: 'Try out' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /rules\[0\]\.match\.severities\[0\]/,
    );
  });

  it('says what to do where there are no rules', async () => {
    backend.get('/triage/rules', { rules: [] });
    renderPart(<RulesView />);
    expect(await screen.findByText('No rules configured')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try out' }));
    expect(screen.getByText('Enter at least one rule.')).toBeInTheDocument();
  });

  it('says so where a reader may not see them', async () => {
    backend.fail('/triage/rules', 403, 'denied');
    renderPart(<RulesView />, {
      denied: [supplyChainTriageConfigurePermission],
    });
    expect(
      await screen.findByText(/do not have permission to view the rules/),
    ).toBeInTheDocument();
  });
});
