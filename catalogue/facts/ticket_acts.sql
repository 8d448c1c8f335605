/*
fact: ticket_acts
row: a human agent answered a request in public or solved it, with who did so
refresh_by: ticket
columns:
  act_id:      { kind: text, meaning: "the message, else the request and the time it was solved" }
  ticket_id:   { kind: text }
  acted_at:    { kind: instant }
  is_answer:   { kind: boolean }
  owner:       { kind: text, dimension: owner, meaning: "who acted; else with whom the request lay then" }
  team:        { kind: text, dimension: team, meaning: "that of who stepped in; else the one with which the request lay then" }
  priority:    { kind: text, dimension: priority, meaning: of the request then }
*/
WITH acts AS (
  SELECT step_id AS act_id, ticket_id, occurred_at AS acted_at, occurred_day AS acted_day, true AS is_answer, author_id
  FROM fact.ticket_steps
  WHERE is_answer
  UNION ALL
  SELECT ticket_id || ' ' || CAST(solve AS VARCHAR), ticket_id, from_at, from_day, false, author_id
  FROM fact.ticket_spans
  WHERE is_solved AND by_agent
  UNION ALL
  -- Of some requests only the first answer is known.
  SELECT t.ticket_id, t.ticket_id, t.first_response_at, t.first_response_day, true, NULL
  FROM fact.tickets t
  LEFT JOIN (SELECT DISTINCT ticket_id FROM fact.ticket_steps WHERE is_answer) s ON s.ticket_id = t.ticket_id
  WHERE t.first_response_day IS NOT NULL AND s.ticket_id IS NULL
),
placed AS (SELECT acts.*, coalesce(acted_at, CAST(acted_day AS TIMESTAMP)) AS moment FROM acts)
SELECT
  a.act_id, a.ticket_id, a.acted_at, a.acted_day, a.is_answer,
  coalesce(e.name, h.owner) AS owner,
  -- Who steps in for another person does so for the own team.
  coalesce(CASE WHEN e.name <> h.owner THEN e.team END, h.team, e.team) AS team,
  h.priority
FROM placed a
JOIN fact.tickets t ON t.ticket_id = a.ticket_id
LEFT JOIN employee e ON e.id = a.author_id
LEFT JOIN fact.ticket_holdings h
  ON h.ticket_id = a.ticket_id
 AND h.holds_from_at <= a.moment AND h.holds_until_at > a.moment
