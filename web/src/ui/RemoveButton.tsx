import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../words/useLanguage.ts';
import { Button } from './Button.tsx';
import styles from './RemoveButton.module.css';

interface Props {
  /** Name of what goes away, read out with the question. */
  what: string;
  isDisabled?: boolean;
  onRemove: () => void;
}

/** Removes only when it is pressed again. */
export function RemoveButton({ what, isDisabled = false, onRemove }: Props) {
  const { words } = useLanguage();
  const [asked, setAsked] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asked) keep.current?.focus();
  }, [asked]);
  if (!asked) {
    return (
      <Button kind="quiet" isDisabled={isDisabled} onPress={() => setAsked(true)}>
        {words.say('ui.goal.remove')}
      </Button>
    );
  }
  return (
    <span role="group" aria-label={words.say('ui.action.remove_what', { what })} className={styles.question}>
      <Button isDisabled={isDisabled} onPress={onRemove}>
        {words.say('ui.action.remove_sure')}
      </Button>
      <Button kind="quiet" ref={keep} onPress={() => setAsked(false)}>
        {words.say('ui.action.keep')}
      </Button>
    </span>
  );
}
