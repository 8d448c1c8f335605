import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useLanguage } from '../words/useLanguage.ts';
import { Field } from './Field.tsx';
import styles from './Picker.module.css';

const PAUSE_MS = 200;

export interface PickerOption {
  id: string;
  label: string;
}

interface Props {
  label: string;
  /** What fits the text searched for. */
  options: readonly PickerOption[];
  chosen: PickerOption | undefined;
  onChoose: (id: string) => void;
  /** Called when the typing pauses. */
  onSearch: (text: string) => void;
  help?: string | undefined;
  mistake?: string | undefined;
}

/** One of many: a field that is typed into, and below it what fits. The focus stays in the field. */
export function Picker({ label, options, chosen, onChoose, onSearch, help, mistake }: Props) {
  const { words } = useLanguage();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  /** None as long as nobody types: then the chosen one stands in the field. */
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(() => onSearch(typed ?? ''), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [open, typed, onSearch]);
  useEffect(() => {
    if (open) list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }, [active, open]);

  const show = () => {
    if (!open) setActive(Math.max(0, options.findIndex((option) => option.id === chosen?.id)));
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setTyped(null);
  };
  const choose = (option: PickerOption | undefined) => {
    if (option) onChoose(option.id);
    close();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const last = options.length - 1;
    const moves: Record<string, () => void> = {
      ArrowDown: () => (open ? setActive(Math.min(last, active + 1)) : show()),
      ArrowUp: () => (open ? setActive(Math.max(0, active - 1)) : show()),
      ...(open && { Enter: () => choose(options[active]), Escape: close }),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  return (
    <Field label={label} help={help} mistake={mistake}>
      {(control) => (
        <div className={styles.control}>
          <input
            {...control}
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            aria-expanded={open}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={open && options[active] ? `${id}-${active}` : undefined}
            value={typed ?? chosen?.label ?? ''}
            onClick={show}
            onFocus={(event) => event.target.select()}
            onBlur={close}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              setTyped(event.target.value);
              setActive(0);
              setOpen(true);
            }}
          />
          <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={styles.list} hidden={!open || options.length === 0}>
            {options.map((option, position) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys come to the field, which has the focus
              <div
                key={option.id}
                id={`${id}-${position}`}
                role="option"
                tabIndex={-1}
                aria-selected={option.id === chosen?.id}
                data-active={position === active || undefined}
                className={styles.option}
                // The field keeps the focus, so that leaving it is leaving the list.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(option)}
              >
                {option.label}
              </div>
            ))}
          </div>
          <div role="status">{open && options.length === 0 && <p className={`${styles.list} ${styles.none}`}>{words.say('ui.picker.none')}</p>}</div>
        </div>
      )}
    </Field>
  );
}
