/*
fact: seated_actions
row: something one of our own people did in a system, for each time in which they had a seat
refresh_by: day
columns:
  action_id:     { kind: text }
  acted_at:      { kind: instant }
  user_id:       { kind: text }
  is_meaningful: { kind: boolean, meaning: "created, updated, logged or reported something by hand" }
  seat_from:     { kind: date, meaning: first day of the seat }
  seat_to:       { kind: date, meaning: the day after its last; empty while it lasts }
  customer_id:   { kind: text, dimension: customer, meaning: always empty }
  team:          { kind: text, dimension: team }
  source:        { kind: text, dimension: source }
*/
SELECT
  a.action_id, a.acted_at, a.acted_day, a.user_id, a.is_meaningful,
  s.from_day AS seat_from, s.to_day AS seat_to,
  a.customer_id,
  -- The seat's team, as it is counted under it.
  s.team,
  a.source
FROM fact.user_actions a
JOIN fact.seated_users s ON s.user_id = a.user_id AND s.access = 'any'
