/*
fact: seats
row: a person of ours may use a system from one day to another
refresh_by: seat
interval: { from: from_at, to: to_at }
columns:
  seat_id:     { kind: text }
  from_at:     { kind: instant, meaning: only its day is known }
  to_at:       { kind: instant, meaning: the day after the last; only its day is known }
  user_id:     { kind: text }
  sees_restricted: { kind: boolean, meaning: may export records or see restricted fields }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
SELECT
  s.id AS seat_id,
  CAST(NULL AS TIMESTAMP) AS from_at,
  s.enabled_from_on AS from_day,
  CAST(NULL AS TIMESTAMP) AS to_at,
  CAST(add_days(s.enabled_to_on, 1) AS DATE) AS to_day,
  coalesce(s.employee_id, n.employee_id, s.user_name, s.id) AS user_id,
  s.sees_restricted,
  CAST(NULL AS VARCHAR) AS customer_id,
  coalesce(s.team, e.team) AS team,
  s.source_id AS source
FROM seat s
LEFT JOIN fact.user_names n ON n.user_name = s.user_name
LEFT JOIN employee e ON e.id = coalesce(s.employee_id, n.employee_id)
