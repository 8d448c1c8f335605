/*
fact: ticket_actions
row: a human agent answered a request in public or solved it
refresh_by: ticket
columns:
  ticket_id:      { kind: text }
  acted_at:       { kind: instant }
  customer_id:    { kind: text, dimension: customer }
  ticket_channel: { kind: text, dimension: ticket_channel }
  priority:       { kind: text, dimension: priority }
  owner:          { kind: text, dimension: owner }
  team:           { kind: text, dimension: team }
  channel:        { kind: text, dimension: channel }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  source:         { kind: text, dimension: source }
*/
WITH acts AS (
  SELECT ticket_id, occurred_at AS at_moment, occurred_day AS at_day FROM fact.ticket_steps WHERE is_answer
  UNION ALL
  SELECT ticket_id, from_at, from_day FROM fact.ticket_spans WHERE is_solved AND by_agent
  UNION ALL
  -- Of some requests only the first answer is known.
  SELECT ticket_id, first_response_at, first_response_day FROM fact.tickets WHERE first_response_day IS NOT NULL
)
SELECT
  a.ticket_id, a.at_moment AS acted_at, a.at_day AS acted_day,
  t.customer_id, t.ticket_channel, t.priority, t.owner, t.team, t.channel, t.segment, t.country, t.source
FROM acts a
JOIN fact.tickets t ON t.ticket_id = a.ticket_id
