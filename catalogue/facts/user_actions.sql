/*
fact: user_actions
row: something one of our own people did in a system
refresh_by: day
columns:
  action_id:     { kind: text }
  acted_at:      { kind: instant }
  user_id:       { kind: text, meaning: the employee; the user name where the employee is unknown }
  customer_id:   { kind: text, dimension: customer, meaning: always empty }
  is_meaningful: { kind: boolean, meaning: "created, updated, logged or reported something by hand; signing in and looking are not enough" }
  weekday:       { kind: integer, meaning: 1 is Monday }
  updates:       { kind: integer, meaning: records changed by hand }
  user_day:      { kind: text, meaning: who on which day }
  team:          { kind: text, dimension: team }
  source:        { kind: text, dimension: source }
*/
SELECT
  u.id AS action_id,
  u.occurred_at AS acted_at,
  u.occurred_day AS acted_day,
  coalesce(u.employee_id, n.employee_id, u.user_name) AS user_id,
  CAST(NULL AS VARCHAR) AS customer_id,
  u.kind IN ('create', 'update', 'log', 'report') AND NOT coalesce(u.is_bulk, false) AS is_meaningful,
  1 + days_between(DATE '1970-01-05', u.occurred_day) % 7 AS weekday,
  CASE WHEN u.kind = 'update' AND NOT coalesce(u.is_bulk, false) THEN coalesce(u.count, 1) ELSE 0 END AS updates,
  coalesce(u.employee_id, n.employee_id, u.user_name) || ' ' || CAST(u.occurred_day AS VARCHAR) AS user_day,
  coalesce(u.team, e.team) AS team,
  u.source_id AS source
FROM usage_event u
LEFT JOIN fact.user_names n ON n.user_name = u.user_name
LEFT JOIN employee e ON e.id = coalesce(u.employee_id, n.employee_id)
