import { useQuery } from '@tanstack/react-query';
import { ToggleButton } from 'react-aria-components';
import { dimensionValuesQuery } from '../../api/queries.ts';
import type { Frame } from '../../api/types.ts';
import { elapsedDays } from '../../state/periods.ts';
import { useAddress } from '../../state/useAddress.ts';
import button from '../../ui/Button.module.css';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';

/** Every amount at the rates of the last day that is shown; only where there is more than one currency. */
export function ConstantRates({ frame }: { frame: Frame }) {
  const { words, format } = useLanguage();
  const { address, change } = useAddress();
  const { data } = useQuery(dimensionValuesQuery('currency', ''));
  const currencies = data?.filter((currency) => currency !== null) ?? [];
  if (currencies.length < 2 && !address.fx) return null;
  const [, last] = elapsedDays(frame.period);
  return (
    <span title={words.say('ui.comparison.constant_meaning')}>
      <ToggleButton
        className={button.button ?? ''}
        isSelected={address.fx !== undefined}
        onChange={(isOn) => change({ fx: isOn ? last : undefined })}
      >
        {address.fx ? <Iso>{words.say('ui.comparison.constant_of', { day: format.date(address.fx) })}</Iso> : words.say('ui.comparison.constant')}
      </ToggleButton>
    </span>
  );
}
