export { ChoiceField } from './ChoiceField';
export { DayField, FieldError } from './DayField';
export { formStyles } from './formStyles';
