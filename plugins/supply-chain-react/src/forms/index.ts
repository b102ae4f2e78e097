export { ChoiceField } from './ChoiceField';
export { DayField, FieldError } from './DayField';
export { FileField } from './FileField';
export { formStyles } from './formStyles';
