import styles from './TileOutlines.module.css';

const COUNT = 12;

/** Tiles in their final size while figures are on their way; hidden for the first 150 ms. */
export function TileOutlines() {
  return (
    <div className={styles.grid} aria-hidden="true">
      {Array.from({ length: COUNT }, (_, index) => (
        <div key={index} className={styles.tile} />
      ))}
    </div>
  );
}
