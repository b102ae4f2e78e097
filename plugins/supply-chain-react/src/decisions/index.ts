export { dayFromNow, endOfDay } from './day';
export { DecisionDrawer } from './DecisionDrawer';
export { DecisionForm, FormDisclosure } from './DecisionForm';
export { DecisionsList, type DecisionsListProps } from './DecisionsList';
export { DecisionStateMark } from './DecisionStateMark';
export { EndsField, isEnd } from './EndsField';
export { isReason, ReasonField } from './ReasonField';
export { Permitted } from './Permitted';
export {
  TemporaryDecisionForm,
  type DecisionChoice,
  type TemporaryDecisionFormProps,
} from './TemporaryDecisionForm';
export { useNewDecision } from './useNewDecision';
export { aboutText, scopeText } from './words';
