import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import styles from './Field.module.css';

/** What the control of a field carries, so that its help and its mistake are read out with it. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface Props {
  label: string;
  help?: string | undefined;
  /** What is wrong with it. */
  mistake?: string | undefined;
  children: (control: ControlProps) => ReactNode;
}

/** Label above, help or mistake below. */
export function Field({ label, help, mistake, children }: Props) {
  const id = useId();
  const note = mistake ?? help;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': mistake ? true : undefined })}
      {note && (
        <small id={`${id}-note`} data-mistake={mistake ? true : undefined}>
          {note}
        </small>
      )}
    </div>
  );
}

/** A form that was sent with mistakes shows them and puts the focus into the first. */
export function useMistakes(): { form: RefObject<HTMLFormElement | null>; tried: boolean; showMistakes: () => void } {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  return { form, tried: tries > 0, showMistakes: () => setTries(tries + 1) };
}
