/*
fact: ticket_clock
row: how much business time had passed for a request by one of its moments
refresh_by: ticket
columns:
  ticket_id:       { kind: text }
  moment_at:       { kind: instant }
  calendar:        { kind: text, meaning: the one that counted just before }
  worked_seconds:  { kind: decimal, meaning: "since its first moment; each stretch by the calendar that counted then, without one every second" }
*/
WITH stretches AS (
  SELECT m.*, lag(m.moment_at) OVER (PARTITION BY m.ticket_id ORDER BY m.moment_at) AS previous_at
  FROM fact.ticket_moments m
),
measured AS (
  SELECT
    s.ticket_id, s.moment_at, s.moment_day, s.calendar,
    CASE
      WHEN s.previous_at IS NULL THEN 0
      WHEN s.calendar IS NULL THEN CAST(seconds_between(s.previous_at, s.moment_at) AS DECIMAL(18, 6))
      ELSE b.open_seconds - a.open_seconds
    END AS seconds
  FROM stretches s
  LEFT JOIN fact.calendar_positions a ON a.calendar = s.calendar AND a.moment_at = s.previous_at
  LEFT JOIN fact.calendar_positions b ON b.calendar = s.calendar AND b.moment_at = s.moment_at
)
SELECT
  ticket_id,
  moment_at,
  moment_day,
  calendar,
  CAST(sum(seconds) OVER (PARTITION BY ticket_id ORDER BY moment_at ROWS UNBOUNDED PRECEDING) AS DECIMAL(18, 6)) AS worked_seconds
FROM measured
