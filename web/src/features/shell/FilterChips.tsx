import { useFilters } from '../../state/useFilters.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './FilterChips.module.css';

export function FilterChips() {
  const { words, format } = useLanguage();
  const { filters, set } = useFilters();
  if (filters.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={words.say('ui.filter.title')}>
      {filters.map((filter) => {
        const dimension = names.dimension(words, filter.dimension);
        const values = format.list(filter.values.map((value) => names.value(words, value, filter.dimension)));
        const text = words.say(filter.exclude ? 'ui.filter.is_not' : 'ui.filter.is', { dimension, values });
        return (
          <li key={`${filter.dimension}${filter.exclude}`} className={styles.chip}>
            <Iso>{text}</Iso>
            <IconButton
              icon="close"
              small
              label={words.say('ui.filter.remove', { filter: text })}
              onPress={() => set(filters.filter((other) => other !== filter))}
            />
          </li>
        );
      })}
    </ul>
  );
}
