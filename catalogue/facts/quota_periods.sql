/*
fact: quota_periods
row: a period for which somebody has a goal for the won value, with the days on which it is the shortest such period
refresh_by: workspace
columns:
  first_day:   { kind: date }
  last_day:    { kind: date }
  counts_from: { kind: date, meaning: first day in a row on which no shorter period holds }
  counts_to:   { kind: date, meaning: last day in a row on which no shorter period holds }
  later_from:  { kind: date, meaning: first day after it on which a longer period around it is the shortest; empty when there is none }
  later_to:    { kind: date, meaning: the last such day }
*/
WITH spans AS (
  SELECT DISTINCT first_day, last_day
  FROM fact.quota_goals
  WHERE last_day >= first_day
),
ranked AS (
  SELECT
    s.first_day, s.last_day, k.day,
    row_number() OVER (PARTITION BY k.day ORDER BY days_between(s.first_day, s.last_day), s.first_day DESC) AS place
  FROM spans s
  JOIN calendar_day k ON k.day >= s.first_day AND k.day <= s.last_day
),
-- Days in a row keep their distance to their number.
numbered AS (
  SELECT
    first_day, last_day, day,
    days_between(first_day, day) - row_number() OVER (PARTITION BY first_day, last_day ORDER BY day) AS run
  FROM ranked
  WHERE place = 1
),
runs AS (
  SELECT first_day, last_day, min(day) AS counts_from, max(day) AS counts_to
  FROM numbered
  GROUP BY first_day, last_day, run
),
later AS (
  SELECT r.first_day, r.last_day, min(n.day) AS later_from, max(n.day) AS later_to
  FROM spans r
  JOIN numbered n ON n.first_day <= r.first_day AND n.last_day > r.last_day AND n.day > r.last_day
  GROUP BY r.first_day, r.last_day
)
SELECT r.first_day, r.last_day, r.counts_from, r.counts_to, l.later_from, l.later_to
FROM runs r
LEFT JOIN later l ON l.first_day = r.first_day AND l.last_day = r.last_day
