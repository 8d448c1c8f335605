import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { metricsQuery, definitionQuery } from '../../api/queries.ts';
import { useKeys } from '../../state/keys.ts';
import { useFilters } from '../../state/useFilters.ts';
import { useParams } from '@tanstack/react-router';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Flyout } from '../../ui/Flyout.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './AddFilter.module.css';
import { useFoundValues } from './useFoundValues.ts';

/** Dimensions that nearly every metric has; a metric's page offers its own. */
const COMMON = ['channel', 'country', 'segment'];

/** A dimension, then one of its values. */
export function AddFilter() {
  const { words } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const label = words.say('ui.filter.add');
  useKeys({ KeyF: () => setOpen(true) });
  return (
    <Flyout
      label={label}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Icon name="filter" size={16} />
          {label}
        </Button>
      }
    >
      {(close) => <ValuePicker close={close} />}
    </Flyout>
  );
}

function ValuePicker({ close }: { close: () => void }) {
  const { words } = useLanguage();
  const { choose } = useFilters();
  const dimensions = useDimensions();
  const [dimension, setDimension] = useState(dimensions[0] ?? 'channel');
  const [text, setText] = useState('');
  const [mode, setMode] = useState<'add' | 'exclude'>('add');
  const found = useFoundValues(dimension, text);
  return (
    <>
      <label className={styles.dimension}>
        {words.say('ui.filter.by')}
        <select value={dimension} onChange={(event) => setDimension(event.target.value)}>
          {dimensions.map((id) => (
            <option key={id} value={id}>
              {names.dimension(words, id)}
            </option>
          ))}
        </select>
      </label>
      <Choice
        label={words.say('ui.filter.mode')}
        options={[
          { id: 'add', label: words.say('ui.filter.keep') },
          { id: 'exclude', label: words.say('ui.filter.exclude') },
        ]}
        chosen={mode}
        onChoose={setMode}
      />
      <SearchField label={words.say('ui.action.search')} value={text} onSearch={setText} />
      <ul className={styles.values}>
        {found.map((value) => (
          <li key={value ?? ''}>
            <Button
              kind="quiet"
              onPress={() => {
                choose(dimension, value ?? '', mode);
                close();
              }}
            >
              <Iso>{names.value(words, value, dimension)}</Iso>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Those of the metric in sight, else those that stand in most metrics. */
function useDimensions(): string[] {
  const { metric } = useParams({ strict: false }) as { metric?: string };
  const metrics = useQuery(metricsQuery());
  const definition = useQuery({ ...definitionQuery(metric ?? ''), enabled: metric !== undefined });
  return useMemo(() => {
    const own = metric ? definition.data?.slices : undefined;
    return own && own.length > 0 && metrics.data ? own : COMMON;
  }, [metric, definition.data, metrics.data]);
}
