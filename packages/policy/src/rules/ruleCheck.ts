import {
  Check,
  checkCategories,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
  workUnits,
  Work,
} from '../checks/check';
import { Control, Framework, frameworks } from '../checks/controls';
import { Fields } from '../definitions/fields';
import { evaluateRule, readRule } from './rule';

const works = Object.keys(workUnits) as Work[];
const frameworkNames = Object.keys(frameworks) as Framework[];

/**
 * A check that is written as a rule over facts: `id`, `title`, `advice`,
 * `category`, `rule`; and if wanted `weight` (3), `otherwise` (`fail` or
 * `warn`), `when` (a rule without which it does not apply), `work` (`change`),
 * `controls`.
 *
 * @throws DefinitionError with the path to what is wrong.
 *
 * @public
 */
export function readRuleCheck(json: unknown, path: string): Check {
  const fields = Fields.of(json, path, [
    'advice',
    'category',
    'controls',
    'id',
    'otherwise',
    'rule',
    'title',
    'weight',
    'when',
    'work',
  ]);
  const rule = readRule(fields.value('rule'), fields.at('rule'));
  const when = fields.has('when')
    ? readRule(fields.value('when'), fields.at('when'))
    : undefined;
  const otherwise = fields.has('otherwise')
    ? fields.oneOf('otherwise', ['fail', 'warn'])
    : 'fail';
  return {
    id: fields.name('id'),
    title: fields.text('title'),
    category: fields.oneOf('category', checkCategories),
    weight: fields.has('weight') ? fields.number('weight', 1, 10) : 3,
    controls: fields.list('controls', readControl),
    advice: fields.text('advice'),
    work: fields.has('work') ? fields.oneOf('work', works) : 'change',
    options: {},
    run(facts, { now }) {
      if (when) {
        const applies = evaluateRule(when, facts, now);
        if (applies.truth === undefined) {
          return unknown(`Whether it applies: ${applies.because.join('; ')}.`);
        }
        if (!applies.truth) return notApplicable('It does not apply here.');
      }
      const { truth, because } = evaluateRule(rule, facts, now);
      if (truth) return pass('The rule holds.');
      if (truth === undefined) return unknown(`${because.join('; ')}.`);
      const answer = otherwise === 'warn' ? warn : fail;
      return answer(
        `The rule does not hold: ${because[0]}.`,
        because.map(text => ({ kind: 'fact', text })),
      );
    },
  };
}

function readControl(json: unknown, path: string): Control {
  const fields = Fields.of(json, path, ['framework', 'id']);
  return {
    framework: fields.oneOf('framework', frameworkNames),
    id: fields.text('id'),
  };
}
