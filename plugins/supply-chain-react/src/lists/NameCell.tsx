import { Cell, Link, Text } from '@backstage/ui';
import { Fragment } from 'react';
import styles from './lists.module.css';

/**
 * A name that tells rows apart, whole: it wraps instead of being cut, after
 * its separators, and within a word only where that is longer than the line.
 *
 * @public
 */
export function NameCell(props: {
  name: string;
  href?: string;
  description?: string;
  /** It stands for there being no name. */
  isQuiet?: boolean;
}) {
  const { name, href, description, isQuiet } = props;
  return (
    <Cell>
      <div className={styles.name}>
        {href ? (
          <Link href={href}>
            <Breakable text={name} />
          </Link>
        ) : (
          <Text
            as="p"
            variant="body-medium"
            color={isQuiet ? 'secondary' : 'primary'}
          >
            <Breakable text={name} />
          </Text>
        )}
        {description && (
          <Text as="p" variant="body-medium" color="secondary">
            {description}
          </Text>
        )}
      </div>
    </Cell>
  );
}

/** `org.apache.logging.log4j:log4j-core` breaks after its dots, not in `loggi-ng`. */
function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[./:@_-])(?=\S)/).map((part, index) => (
    // The parts of one name have no names of their own.
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
