import { Card, CardBody, Link, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './frame.module.css';
import { useFormats } from '../text';

/** A card with figures beside one another. @public */
export function Figures(props: { title?: string; children: ReactNode }) {
  return (
    <Card>
      <CardBody>
        <section aria-label={props.title} className={styles.figures}>
          {props.children}
        </section>
      </CardBody>
    </Card>
  );
}

/**
 * One figure under its name.
 *
 * @param wide - Takes more of the width, for a bar or a sentence.
 * @public
 */
export function Figure(props: {
  title: string;
  /** A number or word, shown large. */
  value?: number | string;
  /** Where the rows are that the value counts. */
  href?: string;
  note?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
}) {
  const formats = useFormats();
  const titleId = useId();
  const { title, value, href, note, wide, children } = props;
  const text = typeof value === 'number' ? formats.number(value) : value;
  return (
    <div
      role="group"
      aria-labelledby={titleId}
      className={wide ? styles.wideFigure : styles.figure}
    >
      <Text as="p" id={titleId} variant="body-small" color="secondary">
        {title}
      </Text>
      {value !== undefined && (
        <Text as="p" variant="title-x-small">
          {href && value !== 0 ? (
            <Link href={href} variant="title-x-small">
              {text}
            </Link>
          ) : (
            text
          )}
        </Text>
      )}
      {children}
      {note && (
        <Text as="p" variant="body-small" color="secondary">
          {note}
        </Text>
      )}
    </div>
  );
}
