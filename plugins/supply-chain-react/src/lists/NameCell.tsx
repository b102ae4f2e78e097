import { Cell, Link, Text } from '@backstage/ui';
import styles from './lists.module.css';

/**
 * A name that tells rows apart, whole: it wraps instead of being cut, within a
 * word only where that is longer than the line.
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
          <Link href={href}>{name}</Link>
        ) : (
          <Text
            as="p"
            variant="body-medium"
            color={isQuiet ? 'secondary' : 'primary'}
          >
            {name}
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
