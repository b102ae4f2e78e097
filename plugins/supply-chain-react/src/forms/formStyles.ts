import styles from './forms.module.css';

/** Classes that lay out the fields and buttons of a form. @public */
export const formStyles: Readonly<Record<string, string>> = styles;
