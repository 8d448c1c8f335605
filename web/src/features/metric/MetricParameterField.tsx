import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { metricsQuery } from '../../api/queries.ts';
import { Picker } from '../../ui/Picker.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { numberMetrics } from './numberMetrics.ts';

interface Props {
  label: string;
  /** A metric is not about itself. */
  about: string;
  value: string;
  usual: string;
  onChange: (metric: string) => void;
}

/** A parameter that is another metric: found by typing, as everywhere. */
export function MetricParameterField({ label, about, value, usual, onChange }: Props) {
  const { words } = useLanguage();
  const [sought, setSought] = useState('');
  const fitting = useQuery(metricsQuery(sought)).data ?? [];
  return (
    <Picker
      label={label}
      options={numberMetrics(fitting, words, sought.trim() !== '').filter(({ id }) => id !== about)}
      chosen={{ id: value, label: names.metric(words, value) }}
      onSearch={setSought}
      onChoose={onChange}
      help={words.say('ui.parameters.default', { value: names.metric(words, usual) })}
    />
  );
}
