import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Frame, Tile as TileAnswer } from '../../api/types.ts';
import { Sparkline } from '../../charts/sparkline/Sparkline.tsx';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { plain } from '../../words/figures.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { ChangeLine } from '../figure/ChangeLine.tsx';
import { FigureValue } from '../figure/FigureValue.tsx';
import { GoalLine } from '../goals/GoalLine.tsx';
import { DefinitionFlyout } from './DefinitionFlyout.tsx';
import styles from './Tile.module.css';
import { TileMenu } from './TileMenu.tsx';
import { useTint } from './useTint.ts';

interface Props {
  tile: TileAnswer;
  frame: Frame;
  tabIndex: 0 | -1;
}

export function Tile({ tile, frame, tabIndex }: Props) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const navigate = useNavigate();
  const [definitionOpen, setDefinitionOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const name = names.metric(words, tile.metric);
  const points = useMemo(
    () => tile.series.map(({ period, figure }) => ({ value: plain(figure.value), unfinished: period.partial })),
    [tile.series],
  );
  const tinted = useTint(JSON.stringify(tile.figure.value), frame);
  const link = paths.metric(tile.metric, address);
  const basis = names.basis(words, tile.metric);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== element.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, (() => void) | undefined> = {
      Enter: () => void navigate(link),
      KeyI: () => setDefinitionOpen(true),
      KeyR: () => void navigate({ ...link, hash: 'receipt' }),
      KeyC: () => void navigate(paths.behind(tile.metric, address)),
    };
    const act = actions[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div
      ref={element}
      role="listitem"
      aria-label={name}
      className={styles.tile}
      tabIndex={tabIndex}
      onKeyDown={onKeyDown}
      data-tile={tile.metric}
      data-tinted={tinted || undefined}
    >
      <div className={styles.head}>
        <Link {...link} className={styles.title} title={name}>
          {name}
        </Link>
        <DefinitionFlyout metric={tile.metric} isOpen={definitionOpen} onOpenChange={setDefinitionOpen} />
      </div>
      <FigureValue figure={tile.figure} unit={tile.unit} period={frame.period} className={styles.value} />
      <div>
        {basis && <p className={styles.basis}>{basis}</p>}
        <ChangeLine figure={tile.figure} change={tile.change ?? null} unit={tile.unit} frame={frame} knownFrom={tile.known_from} />
        {tile.goal && <GoalLine goal={tile.goal} unit={tile.unit} currency={frame.currency} shown={frame.period} />}
        {(tile.alarming || tile.stagnating) && (
          <p className={styles.alarm}>{words.say(tile.alarming ? 'ui.marks.alarming' : 'ui.marks.stands_still')}</p>
        )}
      </div>
      <Sparkline points={points} />
      <div className={styles.foot}>
        <TileMenu tile={tile} openDefinition={() => setDefinitionOpen(true)} />
      </div>
    </div>
  );
}
