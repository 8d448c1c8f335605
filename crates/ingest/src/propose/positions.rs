//! What a position is worth: its own amount, or quantity times price less what its discount takes off. What the rows
//! add up to says how the discount is written, and whether tax is in the price.

use super::amounts::{CENT, taken};
use super::discounts::Discount;
use super::fit::Fit;
use super::sheet::{Sheet, is_number, is_one_of, written_words};
use super::synonyms;
use super::write::{Given, quoted};
use model::canonical::words;
use sources::files::{ColumnProfile, Doubt};
use std::collections::BTreeMap;

/// What a position is worth.
pub(super) fn line(sheet: &Sheet<'_>, fit: &Fit<'_>, doubts: &mut Vec<Doubt>) -> Given {
    let mut given = Given::default();
    if !fit.fields.contains_key("kind")
        && let Some(kind) = kind_by_product(sheet, fit)
    {
        given.fields.insert("kind", kind);
    }
    let discount = fit.fields.get("discount").copied();
    let product = fit.fields.get("quantity").zip(fit.fields.get("unit_price"));
    let sums = product.map(|(quantity, price)| Sums::of(sheet, quantity, price, discount));
    let proved = sums.as_ref().and_then(|sums| sums.proved(sheet, fit));
    let kind = discount.map(|column| proved.as_ref().map_or_else(|| Discount::of(sheet, column), |proof| proof.kind));
    if let (Some(column), Some(kind)) = (discount, kind) {
        match (kind, &sums) {
            (Discount::Amount, _) => {}
            (Discount::Negative, _) => drop(given.fields.insert("discount", kind.amount(sheet, column, &[]))),
            (Discount::Mixed, Some(sums)) => {
                drop(given.fields.insert("discount", kind.amount(sheet, column, &sums.product)))
            }
            _ => given.left_out.push("discount"),
        }
    }
    let Some(sums) = sums.filter(|_| !fit.fields.contains_key("net")) else { return given };
    let [quantity, price] = sums.product.map(|factor| quoted(&factor.name));
    let mut parts = vec![format!("{{ multiply: [{quantity}, {price}] }}")];
    let [quantity, price] = sums.product.map(|factor| factor.name.as_str());
    let mut formula = format!("{quantity} × {price}");
    let mut is_open = false;
    if let (Some(column), Some(kind)) = (discount, kind) {
        parts.push(kind.less(sheet, column, &sums.product));
        formula = kind.formula(&formula, &column.name);
        is_open = proved.is_none() && sheet.rows.iter().any(|row| sums.has_discount(sheet, row));
    }
    if let Some((proof, tax)) = proved.as_ref().zip(sums.tax).filter(|(proof, _)| proof.has_tax && !proof.adds_tax) {
        // A total that stands once an order says nothing about the tax of each position.
        is_open = true;
        if proof.is_every_row {
            parts.push(format!("{{ negate: {} }}", quoted(&tax.name)));
            formula = format!("{formula} − {}", tax.name);
        }
    }
    if is_open {
        doubts.push(taken(&formula));
    }
    let net = if parts.len() == 1 { parts.concat() } else { format!("{{ add: [{}] }}", parts.join(", ")) };
    given.fields.insert("net", net);
    given
}

/// The columns that add up to the total of a row, or of the rows of an order.
struct Sums<'a> {
    product: [&'a ColumnProfile; 2],
    discount: Option<&'a ColumnProfile>,
    tax: Option<&'a ColumnProfile>,
    shipping: Option<&'a ColumnProfile>,
    total: Option<&'a ColumnProfile>,
}

/// What the totals prove.
struct Proof {
    kind: Discount,
    /// The total is more than the positions by the tax.
    adds_tax: bool,
    /// There is tax.
    has_tax: bool,
    /// No total says otherwise, and each is that of one row.
    is_every_row: bool,
}

/// Whether a total holds tax and shipping; of two that fit equally well the first is taken.
const TOTALS: [(bool, bool); 4] = [(true, true), (true, false), (false, true), (false, false)];

impl<'a> Sums<'a> {
    fn of(
        sheet: &Sheet<'a>,
        quantity: &'a ColumnProfile,
        price: &'a ColumnProfile,
        discount: Option<&'a ColumnProfile>,
    ) -> Self {
        let of_document = |field: &str| {
            let document = synonyms::all()?.iter().find(|entity| entity.name == "sales_document")?;
            let names: Vec<&str> = document.fields.get(field)?.iter().map(String::as_str).collect();
            sheet.find(&names, is_number)
        };
        Self {
            product: [quantity, price],
            discount,
            tax: of_document("tax"),
            shipping: of_document("shipping"),
            total: of_document("gross"),
        }
    }

    fn proved(&self, sheet: &Sheet<'_>, fit: &Fit<'_>) -> Option<Proof> {
        let rows: Vec<Vec<&[String]>> = sheet.rows.iter().map(|row| vec![row.as_slice()]).collect();
        self.proved_by(sheet, &rows).or_else(|| {
            let document = fit.fields.get("document_id")?;
            let mut orders: BTreeMap<&str, Vec<&[String]>> = BTreeMap::new();
            for row in sheet.rows {
                orders.entry(sheet.text(row, document)?).or_default().push(row);
            }
            let orders: Vec<Vec<&[String]>> = orders.into_values().collect();
            let proof = self.proved_by(sheet, &orders)?;
            Some(Proof { is_every_row: false, ..proof })
        })
    }

    fn proved_by(&self, sheet: &Sheet<'_>, orders: &[Vec<&[String]>]) -> Option<Proof> {
        let total = self.total?;
        let mut kinds = vec![self.discount.map_or(Discount::Amount, |column| Discount::of(sheet, column))];
        if self.discount.is_some() {
            kinds.extend([Discount::Amount, Discount::Percent, Discount::Share, Discount::Mixed, Discount::Negative]);
        }
        let mut agree = vec![[0_usize; TOTALS.len()]; kinds.len()];
        let (mut telling, mut told_discount, mut has_tax) = (0_usize, false, false);
        for rows in orders {
            let has_discount = rows.iter().any(|row| self.has_discount(sheet, row));
            let (Some(total), tax) = (once(sheet, rows, Some(total)), once(sheet, rows, self.tax).unwrap_or(0.0))
            else {
                continue;
            };
            if !has_discount && tax == 0.0 || rows.iter().any(|row| self.whole(sheet, row).is_none()) {
                continue;
            }
            telling += 1;
            told_discount |= has_discount;
            has_tax |= tax != 0.0;
            let shipping = once(sheet, rows, self.shipping).unwrap_or(0.0);
            for (agree, kind) in agree.iter_mut().zip(&kinds) {
                let worth: f64 = rows.iter().filter_map(|row| self.worth(sheet, row, *kind)).sum();
                for (agree, (with_tax, with_shipping)) in agree.iter_mut().zip(TOTALS) {
                    let more = if with_tax { tax } else { 0.0 } + if with_shipping { shipping } else { 0.0 };
                    *agree += usize::from((worth + more - total).abs() < CENT);
                }
            }
        }
        let most = agree.iter().flatten().copied().max().filter(|most| *most * 10 >= telling * 8 && telling > 0)?;
        let (kind, (adds_tax, _)) = kinds.iter().zip(&agree).find_map(|(kind, agree)| {
            let total = agree.iter().position(|agree| *agree == most)?;
            Some((*kind, *TOTALS.get(total)?))
        })?;
        // Rows without discounts say nothing about them.
        let tells = told_discount || !sheet.rows.iter().any(|row| self.has_discount(sheet, row));
        tells.then_some(Proof { kind, adds_tax, has_tax, is_every_row: most == telling })
    }

    fn has_discount(&self, sheet: &Sheet<'_>, row: &[String]) -> bool {
        self.discount.and_then(|column| sheet.number(row, column)).is_some_and(|discount| discount != 0.0)
    }

    fn whole(&self, sheet: &Sheet<'_>, row: &[String]) -> Option<f64> {
        self.product.iter().map(|factor| sheet.number(row, factor)).product()
    }

    fn worth(&self, sheet: &Sheet<'_>, row: &[String], kind: Discount) -> Option<f64> {
        let whole = self.whole(sheet, row)?;
        Some(whole - self.discount.map_or(0.0, |column| kind.off(sheet, row, column, whole)))
    }
}

/// An amount of an order, which stands in one of its rows or in each, or is the sum of what they say.
fn once(sheet: &Sheet<'_>, rows: &[&[String]], column: Option<&ColumnProfile>) -> Option<f64> {
    let column = column?;
    let amounts: Vec<f64> = rows.iter().filter_map(|row| sheet.number(row, column)).collect();
    let first = *amounts.first()?;
    let is_same = amounts.iter().all(|amount| (amount - first).abs() < 0.005);
    Some(if is_same { first } else { amounts.iter().sum() })
}

/// Where no column says the kind of a position, a product that is called shipping or fee is none.
fn kind_by_product(sheet: &Sheet<'_>, fit: &Fit<'_>) -> Option<String> {
    let product = fit.fields.get("product_name")?;
    // Rows beyond the sample and the next file have them too.
    let names = written_words(sheet, product, words::LINE_KIND, &["shipping", "fee"]);
    Some(format!("{{ if: {{ when: {}, then: {} }} }}", is_one_of(product, names), quoted(&product.name)))
}
