import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './Button.module.css';

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'style'> {
  kind?: 'plain' | 'primary' | 'quiet' | 'icon';
  className?: string | undefined;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with a text. For one that is only an icon, see IconButton. */
export function Button({ kind = 'plain', className, children, ...rest }: Props) {
  return (
    <AriaButton {...rest} className={[styles.button, styles[kind], className].filter(Boolean).join(' ')}>
      {children}
    </AriaButton>
  );
}
