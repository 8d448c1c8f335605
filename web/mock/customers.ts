import type { CustomerSummary, TimelineAnswer, TimelineEntry } from '../src/api/types.ts';
import { number, text, TODAY } from './calendar.ts';
import { steady } from './random.ts';

const FIRST = ['Aldermoor', 'Birchwood', 'Castellan', 'Dunmere', 'Eastgate', 'Fairholm', 'Greyling', 'Hollins', 'Isenhart', 'Juniper'];
const SECOND = ['Logistics', 'Studios', 'Foods', 'Energy', 'Textiles', 'Software', 'Clinics', 'Gardens'];
const COUNTRIES = ['DE', 'GB', 'LT', 'FR', 'NL'];

export const CUSTOMERS: CustomerSummary[] = FIRST.flatMap((first, i) =>
  SECOND.map((second, j) => ({
    id: `crm:${i * SECOND.length + j + 1001}`,
    name: `${first} ${second}`,
    kind: 'organization',
    email: `office@${first.toLowerCase()}.example`,
    country: COUNTRIES[(i + j) % COUNTRIES.length] ?? null,
    segment: ['enterprise', 'mid_market', 'small'][(i * j) % 3] ?? null,
    created_day: text(number(TODAY) - 40 - Math.round(1000 * steady(first + second))),
    records: 1 + ((i + j) % 3),
  })),
);

const EVENTS: { kind: string; title: string; detail?: string; money?: boolean; source: string }[] = [
  { kind: 'order_placed', title: 'SO-48213', detail: 'shipped', money: true, source: 'shop' },
  { kind: 'ticket_solved', title: 'Lamp arrived with a scratch', detail: 'solved', source: 'helpdesk' },
  { kind: 'call', title: 'Quarterly review call', source: 'crm' },
  { kind: 'invoice_issued', title: 'INV-2231', detail: 'paid', money: true, source: 'shop' },
  { kind: 'survey_answered', title: 'NPS 9', source: 'helpdesk' },
  { kind: 'opportunity_opened', title: 'Renewal 2027', detail: 'open', money: true, source: 'crm' },
  { kind: 'subscription_changed', title: 'Team plan', detail: 'active', money: true, source: 'shop' },
  { kind: 'visit', title: '/pricing', source: 'shop' },
];

export function timeline(customer: string, before: string | null): TimelineAnswer {
  const start = before ? number(before) : number(TODAY);
  const entries = Array.from({ length: 20 }, (_, index): TimelineEntry => {
    const event = EVENTS[Math.floor(steady(`${customer}${start}${index}`) * EVENTS.length)] ?? EVENTS[0];
    const day = text(start - Math.floor(index / 2) * 9);
    if (!event) throw new Error('there are events');
    return {
      kind: event.kind,
      id: `${event.source}:${start}-${index}`,
      at: index % 5 === 4 ? null : `${day}T${String(9 + (index % 8)).padStart(2, '0')}:15:00Z`,
      day,
      title: event.title,
      detail: event.detail ?? null,
      amount: event.money ? String(Math.round(steady(`${customer}${index}`) * 400_000)) : null,
      currency: event.money ? 'EUR' : null,
      source: event.source,
    };
  });
  const next = text(start - 100);
  return { entries, next_before: next > '2025-06-01' ? next : null };
}

export function searchCustomers(search: string): CustomerSummary[] {
  const wanted = search.toLowerCase();
  return CUSTOMERS.filter((customer) => `${customer.name} ${customer.email}`.toLowerCase().includes(wanted));
}
