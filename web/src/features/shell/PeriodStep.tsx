import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './PeriodMenu.module.css';

/** One period back or on. */
export function PeriodStep({ direction, onPress }: { direction: -1 | 1; onPress: () => void }) {
  const { words } = useLanguage();
  return (
    <Button
      kind="icon"
      aria-label={words.say(direction === 1 ? 'ui.period.next' : 'ui.period.previous')}
      onPress={onPress}
      className={direction === -1 ? styles.back : undefined}
    >
      <Icon name="next" size={16} mirrored />
    </Button>
  );
}
