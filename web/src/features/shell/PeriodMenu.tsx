import type { Frame } from '../../api/types.ts';
import { DEFAULT_PERIOD, KEYED_PERIODS, PERIODS, shifted } from '../../state/periods.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { CustomPeriod } from './CustomPeriod.tsx';
import { PeriodStep } from './PeriodStep.tsx';
import styles from './PeriodMenu.module.css';

export function PeriodMenu({ frame }: { frame: Frame }) {
  const { words, format } = useLanguage();
  const { address, change } = useAddress();
  const shown = address.p ?? DEFAULT_PERIOD;
  const name = words.maybe(`ui.period.${shown}`);
  const range = format.range(frame.period.start, frame.period.end);
  const label = words.say('ui.period.title');
  return (
    <div className={styles.group} role="group" aria-label={label}>
      <PeriodStep direction={-1} onPress={() => change({ p: shifted(frame.period, -1) })} />
      <Menu
        label={label}
        entries={PERIODS.map((id) => {
          const key = KEYED_PERIODS.indexOf(id as (typeof KEYED_PERIODS)[number]);
          return { id, label: words.say(`ui.period.${id}`), ...(key >= 0 ? { hint: String(key + 1) } : {}) };
        })}
        chosen={shown}
        onChoose={(p) => change({ p })}
      >
        <Button kind="quiet">
          <Icon name="calendar" size={16} />
          {name && <span className={styles.name}>{name}</span>}
          <Iso className={name ? styles.range : undefined}>{range}</Iso>
        </Button>
      </Menu>
      <CustomPeriod period={frame.period} onChoose={(p) => change({ p })} />
      <PeriodStep direction={1} onPress={() => change({ p: shifted(frame.period, 1) })} />
    </div>
  );
}
