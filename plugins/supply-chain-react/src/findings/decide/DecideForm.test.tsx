import type { FindingDecisionResult } from '@safety-curtain/plugin-supply-chain-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeBackend, renderPart } from '../../testUtils';
import { DecideForm, type DecideSubject } from './DecideForm';

const backend = fakeBackend();
const PATH = '/findings/decisions';
const seen = 'a'.repeat(64);

const result: FindingDecisionResult = {
  decisions: 1,
  findings: 1,
  services: 1,
  state: 'active',
  ids: [],
  replaces: [],
  replaced: 0,
  seen,
};

function open(subject: DecideSubject = { ids: ['1'] }) {
  const onDecided = jest.fn();
  renderPart(
    <DecideForm subject={subject} onDecided={onDecided} onCancel={() => {}} />,
  );
  const form = within(
    screen.getByRole('form', { name: 'Decide what it means' }),
  );
  return { form, onDecided };
}

type Form = ReturnType<typeof open>['form'];

const say = (form: Form, reason: string) =>
  userEvent.type(form.getByRole('textbox', { name: 'Reason' }), reason);
const press = (form: Form, name: string) =>
  userEvent.click(form.getByRole('button', { name }));

describe('DecideForm', () => {
  it('shows what is touched before it decides', async () => {
    const sent = backend.post(PATH, result);
    const { form, onDecided } = open();
    await say(form, 'Nobody calls it.');
    await press(form, 'Preview');
    expect(await form.findByRole('status')).toHaveTextContent(
      /This decides about 1 finding in 1 service\.\s*It takes effect at once\./,
    );
    expect(onDecided).not.toHaveBeenCalled();
    await press(form, 'Decide');
    await waitFor(() => expect(onDecided).toHaveBeenCalled());
    const wanted = {
      ids: ['1'],
      analysis: {
        state: 'not_affected',
        justification: 'code_not_reachable',
      },
      reason: 'Nobody calls it.',
    };
    expect(sent).toEqual([
      { ...wanted, dryRun: true },
      { ...wanted, replaces: [], seen },
    ]);
  });

  it('previews anew after a change', async () => {
    backend.post(PATH, result);
    const { form } = open();
    await say(form, 'Nobody calls it.');
    await press(form, 'Preview');
    await form.findByRole('status');
    await userEvent.click(form.getByRole('radio', { name: /False positive/ }));
    expect(form.queryByRole('status')).not.toBeInTheDocument();
    expect(form.getByRole('button', { name: 'Preview' })).toBeInTheDocument();
  });

  it('asks for a reason, and sends nothing without one', async () => {
    const sent = backend.post(PATH, result);
    const { form } = open();
    await press(form, 'Preview');
    expect(form.getByRole('alert')).toHaveTextContent(
      'Enter at least three characters.',
    );
    expect(sent).toEqual([]);
  });

  it('refuses an end that is over', async () => {
    const sent = backend.post(PATH, result);
    const { form } = open();
    await say(form, 'Until the release.');
    await userEvent.click(form.getByRole('radio', { name: 'A day' }));
    const day = form.getByLabelText('Ends on');
    await userEvent.clear(day);
    await userEvent.type(day, '2020-01-01');
    await press(form, 'Preview');
    expect(form.getByRole('alert')).toHaveTextContent(
      'The end date must be in the future.',
    );
    expect(sent).toEqual([]);
  });

  it('accepts a risk for a time only', async () => {
    const { form } = open();
    const forever = { name: 'Somebody decides otherwise' };
    expect(form.getByRole('radio', forever)).toBeInTheDocument();
    await userEvent.click(form.getByRole('radio', { name: /Exploitable/ }));
    await userEvent.click(
      form.getByRole('checkbox', { name: 'Will not be fixed' }),
    );
    expect(form.queryByRole('radio', forever)).not.toBeInTheDocument();
  });

  it('decides about a vulnerability wherever it is', async () => {
    const sent = backend.post(PATH, { ...result, findings: 9, services: 4 });
    const of = { ecosystem: 'npm', name: 'minimist' };
    const { form } = open({
      ids: ['1'],
      everywhere: { advisory: 'CVE-2021-44906', package: of },
    });
    await userEvent.click(
      form.getByRole('radio', { name: /in every service/ }),
    );
    await say(form, 'Nobody calls it.');
    await press(form, 'Preview');
    expect(await form.findByRole('status')).toHaveTextContent(
      '9 findings in 4 services',
    );
    expect(sent).toMatchObject([{ advisory: 'CVE-2021-44906', package: of }]);
  });

  it('says what a filter leaves, and what is replaced beyond what is named', async () => {
    const sent = backend.post(PATH, {
      ...result,
      findings: 1200,
      services: 40,
      state: 'proposed',
      replaced: 3,
      left: 2,
      waiting: [
        {
          id: '7',
          author: 'user:default/eve',
          analysis: { state: 'exploitable', responses: [] },
          reason: 'It is called.',
        },
      ],
    });
    const filter = { severity: ['low' as const] };
    const { form } = open({ filter });
    await say(form, 'Nobody calls it.');
    await press(form, 'Preview');
    const status = await form.findByRole('status');
    expect(status).toHaveTextContent(/2 more findings match/);
    expect(status).toHaveTextContent(/waits until somebody approves it/);
    expect(status).toHaveTextContent(/replaces 3 more decisions/);
    expect(status).toHaveTextContent(
      /waiting for approval, proposed by eve: .*“It is called.”/,
    );
    expect(sent).toMatchObject([{ filter }]);
  });

  it('says what somebody else did meanwhile, and previews again', async () => {
    backend.post(PATH, result);
    const { form, onDecided } = open();
    await say(form, 'Nobody calls it.');
    await press(form, 'Preview');
    await form.findByRole('status');
    backend.fail(PATH, 409, 'user:default/bob decided meanwhile');
    await press(form, 'Decide');
    expect(await form.findByRole('alert')).toHaveTextContent(
      /bob decided meanwhile/,
    );
    backend.post(PATH, result);
    await press(form, 'Preview');
    expect(await form.findByRole('status')).toBeInTheDocument();
    expect(form.queryByRole('alert')).not.toBeInTheDocument();
    expect(onDecided).not.toHaveBeenCalled();
  });
});
