import type { ButtonProps } from 'react-aria-components';
import { Button } from './Button.tsx';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon.tsx';

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'style'> {
  icon: IconName;
  /** The accessible name; also shown when the pointer rests. */
  label: string;
  small?: boolean;
  className?: string | undefined;
}

export function IconButton({ icon, label, small = false, className, ...rest }: Props) {
  return (
    <Button {...rest} kind="icon" aria-label={label} className={[small && styles.small, className].filter(Boolean).join(' ')}>
      <Icon name={icon} size={small ? 16 : 18} />
    </Button>
  );
}
