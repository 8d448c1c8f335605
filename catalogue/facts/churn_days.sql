/*
fact: churn_days
row: one local day on which customers were lost, with those it began with
refresh_by: workspace
columns:
  day:         { kind: date }
  basis:       { kind: text, meaning: "subscription, orders, or all for both together" }
  lost:        { kind: integer, meaning: customers of the beginning of the day who are lost on it }
  opening:     { kind: integer, meaning: customers at the beginning of the day }
  rate:        { kind: decimal, meaning: lost of those }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
*/
WITH spans AS (
  SELECT basis, from_day, to_day FROM fact.customer_activity
  UNION ALL
  SELECT 'all', from_day, to_day FROM fact.customer_activity
),
-- Who comes and goes on one day is neither at its beginning nor at its end.
moves AS (
  SELECT basis, from_day AS day, 1 AS came, 0 AS went FROM spans WHERE to_day IS NULL OR to_day > from_day
  UNION ALL
  SELECT basis, to_day, 0, 1 FROM spans WHERE to_day > from_day
),
days AS (SELECT basis, day, sum(came) AS came, sum(went) AS went FROM moves GROUP BY basis, day),
counted AS (
  SELECT days.*, sum(came - went) OVER (PARTITION BY basis ORDER BY day ROWS UNBOUNDED PRECEDING) AS closing
  FROM days
)
SELECT
  day,
  basis,
  CAST(went AS BIGINT) AS lost,
  CAST(closing - came + went AS BIGINT) AS opening,
  CAST(CAST(went AS DOUBLE) / (closing - came + went) AS DECIMAL(18, 12)) AS rate,
  CAST(NULL AS VARCHAR) AS customer_id
FROM counted
WHERE went > 0
