/*
fact: exchange_rates
row: on that day, one major unit of a currency costs so many of the base currency; a quote holds for at most 31 days
refresh_by: day
columns:
  day:           { kind: date }
  currency:      { kind: text }
  base_currency: { kind: text }
  rate:          { kind: decimal }
*/
-- Every quote also answers the question asked the other way round; a direct quote wins.
WITH quoted AS (
  SELECT day, currency, base_currency, rate, 0 AS derived, batch_sequence, id
  FROM fx_rate
  WHERE rate BETWEEN 0.00000001 AND 100000000 AND currency <> base_currency
  UNION ALL
  SELECT day, base_currency, currency, CAST(1 / rate AS DECIMAL(24, 12)), 1, batch_sequence, id
  FROM fx_rate
  WHERE rate BETWEEN 0.00000001 AND 100000000 AND currency <> base_currency
),
ranked AS (
  SELECT
    day, currency, base_currency, rate,
    row_number() OVER (PARTITION BY currency, base_currency, day ORDER BY derived, batch_sequence DESC, id) AS place
  FROM quoted
),
lasting AS (
  SELECT
    day, currency, base_currency, rate,
    lead(day) OVER (PARTITION BY currency, base_currency ORDER BY day) AS next_day
  FROM ranked
  WHERE place = 1
),
dense AS (
  SELECT c.day, q.currency, q.base_currency, q.rate
  FROM lasting q
  JOIN calendar_day c
    ON c.day >= q.day
   AND c.day < least(coalesce(q.next_day, CAST(add_days(q.day, 31) AS DATE)), CAST(add_days(q.day, 31) AS DATE))
),
-- Two currencies that are quoted only against a third one meet there, for the workspace's currency.
crossed AS (
  SELECT a.day, a.currency, b.base_currency, max(CAST(a.rate * CAST(b.rate AS DOUBLE) AS DECIMAL(24, 12))) AS rate
  FROM dense a
  JOIN dense b ON b.day = a.day AND b.currency = a.base_currency
  JOIN setting s ON s.name = 'currency' AND s.value = b.base_currency
  LEFT JOIN dense direct
    ON direct.day = a.day AND direct.currency = a.currency AND direct.base_currency = b.base_currency
  WHERE direct.day IS NULL AND a.currency <> b.base_currency AND a.rate * CAST(b.rate AS DOUBLE) < 100000000
  GROUP BY a.day, a.currency, b.base_currency
)
SELECT day, currency, base_currency, rate FROM dense
UNION ALL
SELECT day, currency, base_currency, rate FROM crossed
