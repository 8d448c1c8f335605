/*
fact: customer_signals
row: what one customer did on one day that says how it is doing
refresh_by: customer
answers: true
columns:
  signal_id:        { kind: text }
  customer_id:      { kind: text, dimension: customer }
  day:              { kind: date }
  uses:             { kind: integer, meaning: "visits, events and forms of its people" }
  signs:            { kind: integer, meaning: "signs of life: uses and purchases" }
  answers:          { kind: integer, meaning: answers to the question whether they would recommend us }
  promoters:        { kind: integer, meaning: "of these, 9 or 10" }
  detractors:       { kind: integer, meaning: "of these, 0 to 6" }
  replaced_day:     { kind: date, meaning: "the day on which the same people answered that question again, or the invoice was credited; from then on it counts no more" }
  tickets:          { kind: integer, meaning: requests it opened }
  invoices_due:     { kind: integer, meaning: invoices that had to be paid by that day }
  paid_in_time:     { kind: integer, meaning: "of these, settled by then" }
  first_use_day:    { kind: date, meaning: since then its use is known; empty where it never was }
  first_sign_day:   { kind: date, meaning: its first sign of life; empty where there is none }
  first_ticket_day: { kind: date, meaning: since then requests of anybody are known; empty where none are }
  first_paid_day:   { kind: date, meaning: since then it is a customer; empty while it only looks around }
  plan:             { kind: text, dimension: plan, meaning: of the subscription of that day; of several the most expensive }
  channel:          { kind: text, dimension: channel }
  campaign:         { kind: text, dimension: campaign }
  segment:          { kind: text, dimension: segment }
  country:          { kind: text, dimension: country }
  owner:            { kind: text, dimension: owner }
  team:             { kind: text, dimension: team }
*/
WITH told AS (
  SELECT
    t.visitor_id, t.kind, coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
    t.occurred_day AS day
  FROM touchpoint t
  LEFT JOIN customer_link o ON o.record_id = t.organization_id
  LEFT JOIN customer_link p ON p.record_id = t.person_id
  WHERE NOT coalesce(t.is_bot, false)
),
-- Who gives a name once is the same visitor without it; a device of several customers tells nothing.
visitors AS (
  SELECT visitor_id, min(customer_id) AS customer_id
  FROM told
  WHERE visitor_id IS NOT NULL AND customer_id IS NOT NULL
  GROUP BY visitor_id
  HAVING min(customer_id) = max(customer_id)
),
uses AS (
  SELECT coalesce(t.customer_id, v.customer_id) AS customer_id, t.day
  FROM told t
  LEFT JOIN visitors v ON v.visitor_id = t.visitor_id
  WHERE t.kind IN ('visit', 'event', 'form')
),
answers AS (
  SELECT
    customer_id, responded_day, is_promoter, is_detractor,
    lead(responded_day) OVER (
      PARTITION BY dedupe_key
      ORDER BY responded_day, coalesce(responded_at, CAST(responded_day AS TIMESTAMP)), answer_id
    ) AS replaced_day
  FROM fact.survey_answers
  WHERE kind = 'nps'
),
owed AS (
  SELECT invoice_id, open_amount, moved_day, row_number() OVER (PARTITION BY invoice_id ORDER BY place DESC) AS from_last
  FROM fact.receivable_movements
),
-- What was credited and never paid says nothing about how a customer pays, from the day of the credit on.
due AS (
  SELECT
    i.customer_id, i.due_on, coalesce(s.days_late = 0, false) AS in_time,
    CASE WHEN s.invoice_id IS NULL AND o.open_amount <= 0 THEN o.moved_day END AS credited_day
  FROM fact.invoices i
  JOIN owed o ON o.invoice_id = i.invoice_id AND o.from_last = 1
  LEFT JOIN fact.settled_invoices s ON s.invoice_id = i.invoice_id
  WHERE i.due_on IS NOT NULL
),
signals AS (
  SELECT
    customer_id, day, 1 AS uses, 1 AS signs,
    0 AS answers, 0 AS promoters, 0 AS detractors, CAST(NULL AS DATE) AS replaced_day,
    0 AS tickets, 0 AS invoices_due, 0 AS paid_in_time
  FROM uses
  UNION ALL
  SELECT customer_id, placed_day, 0, 1, 0, 0, 0, NULL, 0, 0, 0
  FROM fact.orders
  UNION ALL
  SELECT
    customer_id, responded_day, 0, 0,
    1, CASE WHEN is_promoter THEN 1 ELSE 0 END, CASE WHEN is_detractor THEN 1 ELSE 0 END, replaced_day,
    0, 0, 0
  FROM answers
  UNION ALL
  SELECT customer_id, created_day, 0, 0, 0, 0, 0, NULL, 1, 0, 0
  FROM fact.tickets
  WHERE NOT opened_by_agent
  UNION ALL
  SELECT customer_id, due_on, 0, 0, 0, 0, 0, credited_day, 0, 1, CASE WHEN in_time THEN 1 ELSE 0 END
  FROM due
),
days AS (
  SELECT
    customer_id,
    day,
    replaced_day,
    CAST(sum(uses) AS BIGINT) AS uses,
    CAST(sum(signs) AS BIGINT) AS signs,
    CAST(sum(answers) AS BIGINT) AS answers,
    CAST(sum(promoters) AS BIGINT) AS promoters,
    CAST(sum(detractors) AS BIGINT) AS detractors,
    CAST(sum(tickets) AS BIGINT) AS tickets,
    CAST(sum(invoices_due) AS BIGINT) AS invoices_due,
    CAST(sum(paid_in_time) AS BIGINT) AS paid_in_time
  FROM signals
  WHERE customer_id IS NOT NULL AND day IS NOT NULL
  GROUP BY customer_id, day, replaced_day
),
plans AS (
  SELECT
    d.customer_id, d.day, m.plan,
    row_number() OVER (PARTITION BY d.customer_id, d.day ORDER BY m.annual_amount DESC, m.from_day DESC, m.state_id) AS place
  FROM (SELECT DISTINCT customer_id, day FROM days) d
  JOIN fact.customer_mrr m
    ON m.customer_id = d.customer_id AND m.from_day <= d.day AND coalesce(m.to_day > d.day, true)
),
requests AS (SELECT min(created_day) AS first_day FROM fact.tickets)
SELECT
  d.customer_id || ' ' || CAST(d.day AS VARCHAR) || coalesce(' ' || CAST(d.replaced_day AS VARCHAR), '') AS signal_id,
  d.customer_id,
  d.day,
  d.uses,
  d.signs,
  d.answers,
  d.promoters,
  d.detractors,
  d.replaced_day,
  d.tickets,
  d.invoices_due,
  d.paid_in_time,
  min(CASE WHEN d.uses > 0 THEN d.day END) OVER whole AS first_use_day,
  min(CASE WHEN d.signs > 0 THEN d.day END) OVER whole AS first_sign_day,
  r.first_day AS first_ticket_day,
  c.first_paid_day,
  p.plan,
  c.channel,
  c.campaign,
  c.segment,
  c.country,
  c.owner,
  c.team
FROM days d
JOIN fact.customers c ON c.customer_id = d.customer_id
CROSS JOIN requests r
LEFT JOIN plans p ON p.customer_id = d.customer_id AND p.day = d.day AND p.place = 1
WINDOW whole AS (PARTITION BY d.customer_id)
