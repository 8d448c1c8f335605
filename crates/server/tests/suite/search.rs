//! The words people bring along, among them mistranslations from texts that teach them, find the metric they mean.

use catalogue::definition::Catalogue;
use locales::{Called, Locales};
use server::api::metrics::list::{MetricSummary, summaries, with_words};
use std::sync::LazyLock;

/// How far down a metric may stand; further only when more than that share the name.
const FIRST: usize = 3;

const RUSSIAN: &[(&str, &[&str])] = &[
    ("Стоимость привлечения клиента", &["cac"]),
    ("Стоимость привлечения клиента (CAC)", &["cac"]),
    ("Коэффициент конверсии", &["visitor_conversion_rate"]),
    ("Средняя стоимость заказа", &["aov"]),
    ("Ежемесячный регулярный доход", &["mrr"]),
    ("Пожизненная ценность клиента", &["clv_historical", "ltv_subscription", "clv_simple", "clv_predicted"]),
    ("Чистая оценка промоутера", &["nps"]),
    ("Коэффициент оттока", &["customer_churn_rate", "churned_customers"]),
    ("количество счетов, открытых в этом месяце", &["accounts_opened"]),
    ("сколько чашек кофе они продали", &["units_sold"]),
    ("общий объём продаж", &["revenue_net", "orders"]),
    ("общий объем продаж", &["revenue_net"]),
    ("количество новых клиентов", &["new_customers"]),
    ("сколько клиентов пришло из этой кампании", &["campaign_new_customers", "new_customer_source_share"]),
    ("какая кампания была наиболее успешной", &["cac", "roas", "campaign_revenue"]),
    ("количество клиентов, с которыми они разговаривают в день", &["customers_contacted", "sales_calls"]),
    ("по сравнению с поставленными целями", &["goal_attainment"]),
    ("метрики, собранные с течением времени", &["period_change"]),
];

const GERMAN: &[(&str, &[&str])] = &[
    ("Customer Acquisition Cost", &["cac"]),
    ("Customer Acquisition Cost (CAC)", &["cac"]),
    ("Conversion-Rate", &["visitor_conversion_rate"]),
    ("Conversionrate", &["visitor_conversion_rate"]),
    ("Durchschnittlicher Bestellwert", &["aov"]),
    ("Monatlich wiederkehrender Umsatz", &["mrr"]),
    ("Customer Lifetime Value", &["clv_historical", "ltv_subscription", "clv_simple", "clv_predicted"]),
    ("Net Promoter Score", &["nps"]),
    ("Abwanderungsrate", &["customer_churn_rate", "churned_customers"]),
    ("Anzahl der in diesem Monat eröffneten Konten", &["accounts_opened"]),
    ("Anzahl der in diesem Monat eroeffneten Konten", &["accounts_opened"]),
    ("wie viele Tassen Kaffee verkauft", &["units_sold"]),
    ("Gesamtumsatz", &["revenue_net", "orders"]),
    ("Anzahl der gewonnenen Neukunden", &["new_customers"]),
    ("wie viele Kunden aus dieser Kampagne stammen", &["campaign_new_customers", "new_customer_source_share"]),
    ("welche Kampagne am erfolgreichsten", &["cac", "roas", "campaign_revenue"]),
    ("Anzahl der Kunden, mit denen es pro Tag spricht", &["customers_contacted", "sales_calls"]),
    ("im Vergleich zu seinen Zielen", &["goal_attainment"]),
    ("im Laufe der Zeit gesammelte Kennzahlen", &["period_change"]),
];

const CHINESE: &[(&str, &[&str])] = &[
    ("首次联系解决率", &["first_contact_resolution_rate"]),
    ("首次呼叫解决率", &["first_call_resolution_rate"]),
    ("工单数量", &["tickets_created", "tickets_handled", "tickets_resolved"]),
    ("平均响应时间", &["first_response_time", "avg_response_time"]),
    ("平均解决时间", &["resolution_time_full", "resolution_time_first"]),
    ("平均分辨率时间", &["resolution_time_full", "resolution_time_first"]),
    ("分辨率", &["resolution_time_full", "resolution_time_first"]),
    ("净推荐值", &["nps"]),
    ("NPR", &["nps"]),
    ("主持人", &["nps_promoter_share"]),
    ("中性", &["nps_passive_share"]),
    ("评论家", &["nps_detractor_share"]),
    ("客户保留率", &["customer_retention_rate"]),
    ("CRR", &["customer_retention_rate"]),
    ("转化率", &["stage_conversion_rate", "visitor_conversion_rate", "lead_conversion_rate", "ad_conversion_rate"]),
    ("客户努力得分", &["ces"]),
    ("客户满意度得分", &["csat"]),
    ("每次转化费用", &["cpa"]),
    ("每次点击费用", &["cpc"]),
    ("CPC", &["cpc"]),
    ("投资回报率", &["marketing_roi", "roas"]),
    ("每次转化成本", &["cpa"]),
    ("服务级别协议", &["sla_attainment"]),
    ("转移到另一个部门", &["transfers_per_ticket"]),
    ("客户流失", &["customer_churn_rate"]),
    ("趋势分析", &["period_change"]),
];

const PERSIAN: &[(&str, &[&str])] = &[
    ("تعداد پیشنهادها", &["proposals_sent", "open_prospects"]),
    ("تعداد پيشنهاد‌ها", &["proposals_sent", "open_prospects"]),
    ("مشتریان جدید", &["new_customers"]),
    ("مشتريان جديد", &["new_customers"]),
    ("مشتریان حفظ شده", &["retained_customers"]),
    ("مشتریان حفظ‌شده", &["retained_customers"]),
    ("نرخ نزدیکی", &["win_rate"]),
    ("نرخ نزديكي", &["win_rate"]),
    ("تجدیدنظر", &["renewal_rate", "renewal_rate_revenue"]),
    ("نرخ تجدید", &["renewal_rate", "renewal_rate_revenue"]),
    ("تعداد تماس‌های مستقیم فروش", &["sales_calls"]),
    ("تعداد تماس های مستقیم فروش", &["sales_calls"]),
    ("مقادیر درآمد جدید", &["new_customer_revenue", "won_value"]),
    ("تعداد فرصت‌های باز", &["open_opportunities"]),
    ("لوله‌کشی", &["pipeline_value", "weighted_pipeline_value"]),
    ("لوله کشي", &["pipeline_value", "weighted_pipeline_value"]),
    ("لوله فروش", &["pipeline_value", "weighted_pipeline_value"]),
    ("عملکرد فروش", &["quota_attainment"]),
    ("چندین کمپین", &["campaigns_run"]),
    ("تعداد پاسخ‌های هر کمپین", &["campaign_responses", "campaign_response_rate"]),
    ("مقدار درآمد تولید شده توسط کمپین‌ها", &["campaign_revenue"]),
    ("هر نفر چه مدت از وب‌سایت شما استفاده می‌کند", &["avg_engagement_time"]),
    ("چند بازدیدکننده خرید انجام می‌دهند", &["purchasing_visitors", "purchase_conversion_rate"]),
    ("تعداد مواردی که تیم پشتیبانی بررسی می‌کند", &["tickets_handled"]),
    ("تعداد مواردی که هر روز بسته می‌شوند", &["tickets_resolved"]),
    ("چقدر زمان طول می‌کشد تا موقعیت‌ها حل شوند", &["resolution_time_full"]),
    ("امتیاز نماینده خالص", &["nps"]),
    ("امتیاز تلاش مشتری", &["ces"]),
    ("انحراف مشتری", &["customer_churn_rate"]),
    ("هزینه‌های نگهداری مشتریان", &["retention_cost_per_customer", "retention_cost_ratio"]),
    (
        "کارگران چگونه سیستم را استفاده می‌کنند",
        &["crm_active_users", "adoption_rate", "stickiness", "activity_logging_rate"],
    ),
    ("مشتریان بازگشتی", &["returning_customers", "repeat_purchase_rate"]),
    ("مسیر مشتری از لوله فروش", &["stage_conversion_rate", "pipeline_funnel"]),
    ("فانل", &["stage_conversion_rate", "pipeline_funnel"]),
    ("مشتریان دوباره وارد سیستم نمی‌شوند", &["duplicate_customer_rate"]),
    ("اطلاعات دقیق", &["field_completeness", "data_freshness"]),
    ("محدودکردن دسترسی افراد", &["sensitive_access_users"]),
];

const LITHUANIAN: &[(&str, &[&str])] = &[
    ("klientų pasitraukimo rodiklis", &["customer_churn_rate"]),
    ("klientu pasitraukimo rodiklis", &["customer_churn_rate"]),
    ("keitimo dažnis", &["customer_churn_rate"]),
    ("keitimo daznis", &["customer_churn_rate"]),
    ("pajamų mažėjimo rodiklis", &["gross_mrr_churn_rate", "mrr_churn", "mrr_contraction"]),
    ("pajamų sumažėjimo rodiklis", &["gross_mrr_churn_rate", "mrr_churn", "mrr_contraction"]),
    ("pajamu sumazejimo rodiklis", &["gross_mrr_churn_rate", "mrr_churn", "mrr_contraction"]),
    ("klientų išlaikymo rodiklis", &["customer_retention_rate"]),
    ("klientu islaikymo rodiklis", &["customer_retention_rate"]),
    ("kliento viso laikotarpio vertė", &["clv_historical", "ltv_subscription", "clv_simple", "clv_predicted"]),
    ("esamas klientų pajamų augimo tempas", &["existing_customer_revenue_growth_rate"]),
    ("pakartotinio pirkimo santykis", &["repeat_purchase_rate"]),
    ("produkto grąžinimo norma", &["product_return_rate"]),
    ("produkto grazinimo norma", &["product_return_rate"]),
    ("DSO arba dienų pardavimas", &["dso"]),
    ("dienų pardavimas", &["dso"]),
    ("grynojo reklamuotojo balas", &["nps"]),
    ("grynojo reklamuotojo balas (NPS)", &["nps"]),
    ("laikas tarp iš eilės klientų pirkimų", &["time_between_purchases"]),
    ("laikas tarp pirkimų", &["time_between_purchases"]),
    ("lojalių klientų rodiklis", &["loyal_customer_rate"]),
    ("lojaliu klientu rodiklis", &["loyal_customer_rate"]),
];

const ENGLISH: &[(&str, &[&str])] = &[
    ("SLA", &["sla_attainment"]),
    ("churn", &["customer_churn_rate", "churned_customers"]),
    ("CLV", &["clv_historical", "clv_simple", "clv_predicted"]),
    ("LTV", &["ltv_subscription", "clv_predicted"]),
    ("FCR", &["first_contact_resolution_rate", "first_call_resolution_rate"]),
    ("NRR", &["nrr"]),
    ("ROI", &["marketing_roi", "roas"]),
    ("AHT", &["resolution_time_full"]),
    ("customer_churn_rate", &["customer_churn_rate"]),
    ("ＮＰＳ", &["nps"]),
    ("close rate", &["win_rate"]),
];

/// As they are in the folder, so that a new word needs no build.
fn texts() -> Locales {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales");
    Locales::read(folder.as_ref()).expect("the texts read")
}

static KNOWN: LazyLock<Vec<(MetricSummary, Called)>> = LazyLock::new(|| {
    let texts = texts();
    with_words(&texts, summaries(&Catalogue::embedded().catalogue, &[], None))
});

/// The metrics that a search lists, in its order.
fn listed(search: &str) -> Vec<&'static str> {
    locales::found(&KNOWN, search).into_iter().map(|metric| metric.id.as_str()).collect()
}

#[test]
fn the_words_of_all_languages_find_their_metric_first() {
    let mut wrong = Vec::new();
    for (search, ids) in [RUSSIAN, GERMAN, CHINESE, PERSIAN, LITHUANIAN, ENGLISH].concat() {
        let listed = listed(search);
        let places: Vec<_> = ids.iter().map(|id| listed.iter().position(|found| found == id)).collect();
        let far = FIRST.max(ids.len());
        if places.iter().any(|place| place.is_none_or(|place| place >= far)) {
            wrong.push(format!("{search}: {ids:?} at {places:?} of {:?}", &listed[..listed.len().min(far + 2)]));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_metric_is_among_the_first_under_its_own_id_and_name() {
    let texts = texts();
    let mut wrong = Vec::new();
    for (metric, _) in &*KNOWN {
        assert_eq!(listed(&metric.id).first(), Some(&metric.id.as_str()));
        for tag in locales::TAGS {
            let name = texts.raw(tag, &format!("metrics.{}.name", metric.id)).expect("name");
            let listed = listed(name);
            let first = &listed[..listed.len().min(FIRST)];
            if !first.contains(&metric.id.as_str()) {
                wrong.push(format!("{tag} {name} of {}: {first:?}", metric.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_abbreviation_does_not_find_what_only_has_its_letters() {
    let listed = listed("SLA");
    assert!(listed.len() <= FIRST, "{listed:?}");
}
