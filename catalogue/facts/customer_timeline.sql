/*
fact: customer_timeline
row: something that happened with a customer
refresh_by: customer
columns:
  event_id:     { kind: text, meaning: the canonical row it comes from and what happened to it }
  customer_id:  { kind: text, dimension: customer }
  occurred_at:  { kind: instant }
  kind:         { kind: text, meaning: "order_placed, order_cancelled, order_returned, invoice_issued, credit_note_issued, quote_sent, payment_received, payment_refunded, subscription_changed, lead_created, lead_converted, opportunity_opened, opportunity_changed, call, email, meeting, task, note, message, ticket_created, ticket_answered, ticket_solved, ticket_reopened, survey_answered, campaign_sent, campaign_responded, visit, form or event" }
  title:        { kind: text, meaning: "its number, name or subject, in the words of the source" }
  detail:       { kind: text, meaning: "a code or value that says more: status, plan, score, channel" }
  amount:       { kind: money, currency: currency }
  currency:     { kind: text, dimension: currency }
  reference_id: { kind: text, meaning: the canonical row }
  source:       { kind: text, dimension: source }
*/
WITH happened AS (
  SELECT
    CASE d.kind
      WHEN 'order' THEN CASE WHEN d.status IN ('cancelled', 'void') THEN 'order_cancelled' ELSE 'order_placed' END
      WHEN 'return' THEN 'order_returned'
      WHEN 'invoice' THEN 'invoice_issued'
      WHEN 'credit_note' THEN 'credit_note_issued'
      ELSE 'quote_sent'
    END AS kind,
    d.organization_id, d.person_id, d.issued_at AS occurred_at, d.issued_day AS occurred_day,
    coalesce(d.number, d.external_id) AS title, d.status AS detail,
    coalesce(f.gross, d.gross, d.net) AS amount, d.currency, d.id AS reference_id, d.source_id AS source
  FROM sales_document d
  LEFT JOIN fact.documents f ON f.document_id = d.id
  WHERE lower(coalesce(d.status, '')) <> 'draft'
  UNION ALL
  SELECT
    CASE WHEN r.kind = 'payment' THEN 'payment_received' ELSE 'payment_refunded' END,
    coalesce(r.organization_id, d.organization_id), coalesce(r.person_id, d.person_id), r.received_at, r.received_day,
    coalesce(d.number, r.external_id), coalesce(r.status, r.method), r.amount, r.currency, r.id, r.source_id
  FROM payment r
  LEFT JOIN sales_document d ON d.id = r.document_id
  WHERE r.id NOT IN (SELECT payment_id FROM fact.doubled_payments)
  UNION ALL
  SELECT
    'subscription_changed', b.organization_id, b.person_id, s.from_at, s.from_day,
    coalesce(s.plan, b.plan, s.item), s.status, NULL, s.currency, s.id, s.source_id
  FROM subscription_state s
  JOIN subscription b ON b.id = s.subscription_id
  UNION ALL
  SELECT 'lead_created', organization_id, person_id, created_at, created_day, coalesce(name, company, email), channel, NULL, NULL, id, source_id
  FROM lead
  UNION ALL
  SELECT 'lead_converted', organization_id, person_id, converted_at, converted_day, coalesce(name, company, email), channel, NULL, NULL, id, source_id
  FROM lead
  WHERE converted_day IS NOT NULL
  UNION ALL
  SELECT 'opportunity_opened', organization_id, person_id, created_at, created_day, coalesce(name, product), 'open', amount, currency, id, source_id
  FROM opportunity
  UNION ALL
  SELECT 'opportunity_changed', d.organization_id, d.person_id, h.changed_at, h.changed_day, coalesce(d.name, d.product), h.to_stage, coalesce(h.amount, d.amount), d.currency, h.id, h.source_id
  FROM opportunity_stage_event h
  JOIN opportunity d ON d.id = h.opportunity_id
  UNION ALL
  SELECT 'opportunity_changed', d.organization_id, d.person_id, d.closed_at, d.closed_day, coalesce(d.name, d.product), d.status, d.amount, d.currency, d.id, d.source_id
  FROM opportunity d
  LEFT JOIN (SELECT DISTINCT opportunity_id FROM opportunity_stage_event) h ON h.opportunity_id = d.id
  WHERE h.opportunity_id IS NULL AND d.closed_day IS NOT NULL
  UNION ALL
  SELECT
    a.kind, coalesce(a.organization_id, d.organization_id), coalesce(a.person_id, d.person_id),
    CASE WHEN a.done_day IS NOT NULL THEN a.done_at WHEN a.started_day IS NOT NULL THEN a.started_at ELSE a.due_at END,
    coalesce(a.done_day, a.started_day, a.due_day),
    a.subject, coalesce(a.outcome, a.direction), NULL, NULL, a.id, a.source_id
  FROM activity a
  LEFT JOIN opportunity d ON d.id = a.opportunity_id
  UNION ALL
  SELECT 'ticket_created', organization_id, person_id, created_at, created_day, coalesce(subject, topic, number), channel, NULL, NULL, id, source_id
  FROM ticket
  WHERE NOT coalesce(is_spam, false)
  UNION ALL
  SELECT 'ticket_answered', t.organization_id, t.person_id, f.first_response_at, f.first_response_day, coalesce(t.subject, t.topic, t.number), t.channel, NULL, NULL, t.id, t.source_id
  FROM ticket t
  JOIN fact.tickets f ON f.ticket_id = t.id
  WHERE f.first_response_day IS NOT NULL
  UNION ALL
  SELECT
    CASE WHEN s.is_solved THEN 'ticket_solved' ELSE 'ticket_reopened' END,
    t.organization_id, t.person_id, s.from_at, s.from_day, coalesce(t.subject, t.topic, t.number), t.channel, NULL, NULL, t.id, t.source_id
  FROM fact.ticket_spans s
  JOIN ticket t ON t.id = s.ticket_id
  WHERE s.solve > 0
  UNION ALL
  SELECT 'survey_answered', r.organization_id, coalesce(r.person_id, t.person_id), r.responded_at, r.responded_day, r.survey, r.kind || ' ' || CAST(CAST(r.score AS DOUBLE) AS VARCHAR), NULL, NULL, r.id, r.source_id
  FROM survey_response r
  LEFT JOIN ticket t ON t.id = r.ticket_id
  UNION ALL
  SELECT 'campaign_sent', s.organization_id, s.person_id, s.sent_at, s.sent_day, g.name, s.channel, NULL, NULL, s.id, s.source_id
  FROM campaign_send s
  LEFT JOIN campaign g ON g.id = s.campaign_id
  UNION ALL
  SELECT 'campaign_responded', s.organization_id, s.person_id, s.responded_at, s.responded_day, g.name, s.channel, NULL, NULL, s.id, s.source_id
  FROM campaign_send s
  LEFT JOIN campaign g ON g.id = s.campaign_id
  WHERE s.responded_day IS NOT NULL
  UNION ALL
  SELECT
    CASE WHEN t.kind IN ('visit', 'form') THEN t.kind ELSE 'event' END,
    t.organization_id, t.person_id, t.occurred_at, t.occurred_day, coalesce(t.landing_page, t.source_name, t.channel), coalesce(t.goal, t.channel), t.value, t.currency, t.id, t.source_id
  FROM touchpoint t
  WHERE (t.organization_id IS NOT NULL OR t.person_id IS NOT NULL) AND NOT coalesce(t.is_bot, false)
)
SELECT
  h.kind || ' ' || h.reference_id || ' ' || CAST(h.occurred_day AS VARCHAR) AS event_id,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  h.occurred_at,
  h.occurred_day,
  h.kind,
  h.title,
  h.detail,
  h.amount,
  h.currency,
  h.reference_id,
  h.source
FROM happened h
LEFT JOIN customer_link o ON o.record_id = h.organization_id
LEFT JOIN customer_link p ON p.record_id = h.person_id
WHERE h.occurred_day IS NOT NULL
  AND coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) IS NOT NULL
