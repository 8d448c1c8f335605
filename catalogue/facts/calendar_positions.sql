/*
fact: calendar_positions
row: how long a service calendar had been open, all in all, by a moment of a request that ever lay with it
refresh_by: ticket
columns:
  calendar:     { kind: text }
  moment_at:    { kind: instant }
  open_seconds: { kind: decimal, meaning: business time of a stretch is the difference of two positions }
*/
WITH used AS (SELECT DISTINCT ticket_id, calendar FROM fact.ticket_moments WHERE calendar IS NOT NULL),
asked AS (
  SELECT u.calendar, m.moment_at, min(m.moment_day) AS moment_day
  FROM fact.ticket_moments m
  JOIN used u ON u.ticket_id = m.ticket_id
  GROUP BY u.calendar, m.moment_at
),
mixed AS (
  SELECT calendar, opens_at AS at_moment, 0 AS place, opens_at, closes_at, seconds_before, CAST(NULL AS DATE) AS moment_day
  FROM opening_interval
  UNION ALL
  SELECT calendar, moment_at, 1, NULL, NULL, NULL, moment_day
  FROM asked
),
-- Openings follow each other, so the greatest of each column so far is that of the last opening.
seen AS (
  SELECT
    calendar, at_moment, place, moment_day,
    max(opens_at) OVER chain AS opened_at,
    max(closes_at) OVER chain AS closed_at,
    max(seconds_before) OVER chain AS seconds_before
  FROM mixed
  WINDOW chain AS (PARTITION BY calendar ORDER BY at_moment, place ROWS UNBOUNDED PRECEDING)
)
SELECT
  calendar,
  at_moment AS moment_at,
  moment_day,
  CAST(coalesce(seconds_before + seconds_between(opened_at, least(at_moment, closed_at)), 0) AS DECIMAL(18, 6)) AS open_seconds
FROM seen
WHERE place = 1
