//! TimeML 1.2: the whole text with its expressions of time as TIMEX3, laid out as in TempEval-3.

use crate::analysis::{Analysis, DateBasis, DateKind, DateMention};
use crate::export::escape::{self, attribute, line, markup, put};
use crate::export::source;
use crate::span::Span;
use crate::words::Word;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n<DOCID>";

#[inline(never)]
pub fn write(analysis: &Analysis) -> String {
    let text = &analysis.text;
    let mut out = HEAD.to_owned();
    markup(&mut out, &source(analysis));
    put(&mut out, "</DOCID>\n");
    let anchor = analysis.anchor.date.map(escape::day);
    if let Some(day) = &anchor {
        put(&mut out, "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\"");
        attribute(&mut out, "value", day);
        put(&mut out, " temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">");
        markup(&mut out, day);
        put(&mut out, "</TIMEX3></DCT>\n");
    }
    if let Some(title) = &analysis.article.title {
        put(&mut out, "<TITLE>");
        markup(&mut out, &line(&title.text));
        put(&mut out, "</TITLE>\n");
    }
    put(&mut out, "<TEXT>");
    let mut last = Span::new(0, 0);
    for (number, date) in (1..).zip(&analysis.dates) {
        markup(&mut out, last.gap(date.span).of(text));
        open(&mut out, date, number);
        // Which date of the text it counts from is not known here.
        if date.basis == DateBasis::Anchor && anchor.is_some() {
            put(&mut out, " anchorTimeID=\"t0\"");
        }
        if date.kind == DateKind::Set {
            quantify(&mut out, date.span.of(text));
        }
        out.push('>');
        markup(&mut out, date.span.of(text));
        put(&mut out, "</TIMEX3>");
        last = date.span;
    }
    markup(&mut out, last.around(text).1);
    put(&mut out, "</TEXT>\n</TimeML>\n");
    out
}

/// The opening tag of a date, without its end.
fn open(out: &mut String, date: &DateMention, number: usize) {
    put(out, "<TIMEX3");
    attribute(out, "tid", &escape::number("t", number));
    attribute(out, "type", &date.kind.word().to_ascii_uppercase());
    attribute(out, "value", &date.value);
    if let Some(modifier) = date.modifier {
        attribute(out, "mod", modifier);
    }
    let counted = matches!(date.basis, DateBasis::Anchor | DateBasis::Text);
    attribute(out, "temporalFunction", if counted { "true" } else { "false" });
    attribute(out, "functionInDocument", "NONE");
}

/// What the words of a set say of how many they are: `quant` is their own word.
fn quantify(out: &mut String, words: &str) {
    let first = words.split_whitespace().next().unwrap_or("").to_ascii_uppercase();
    if matches!(&*first, "EVERY" | "EACH") {
        attribute(out, "quant", &first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::read;

    #[test]
    fn dates_stand_in_the_text() {
        let xml = write(&read("A & B met on Friday, for two hours, and will meet every Monday.\r\n<end> ]]> \0"));
        for part in [
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2014-01-03\" temporalFunction=\"false\"",
            "<TEXT>A &amp; B met on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2014-01-03\" temporalFunction=\"true\"",
            "anchorTimeID=\"t0\">Friday</TIMEX3>, for <TIMEX3 tid=\"t2\" type=\"DURATION\" value=\"PT2H\"",
            " quant=\"EVERY\">every Monday</TIMEX3>.&#13;\n&lt;end&gt; ]]&gt; \u{FFFD}</TEXT>",
        ] {
            assert!(xml.contains(part), "{part} is not in {xml}");
        }
    }

    #[test]
    fn without_an_anchor_nothing_hangs_on_it() {
        let analysis = crate::analyze(crate::Input::Text("It closed on Friday."), &crate::Options::default()).unwrap();
        let xml = write(&analysis);
        assert!(!xml.contains("t0") && xml.contains("value=\"XXXX-WXX-5\""), "{xml}");
    }
}
