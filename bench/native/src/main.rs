//! `whowhen-bench-native CONTESTANT TASK FIRST`: what `bench/host.mjs` is for contestants in JavaScript, here for those in Rust.
//!
//! Says `first COUNT` when it has read the file FIRST. Then each line of the input, `SECONDS<tab>FILE<tab>FILE…`, is answered by
//! `PASSES<tab>SECONDS`: how often the files were read in at least that time, and how long it took.
//!
//! `whowhen-bench-native dom_smoothie answer PAGE` prints what it makes of one page, for the scorer: lines with title, byline and
//! day of publication, then the article's HTML.

use std::hint::black_box;
use std::io::{BufRead, Write};
use std::time::Instant;
use std::{env, fs};

use whowhen::{Find, Input, Options, analyze};

/// Reads one text or page, gives how much it found.
type Reads = fn(&str) -> usize;

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let [contestant, task, first] = args.as_slice() else {
        panic!("usage: whowhen-bench-native CONTESTANT TASK FIRST");
    };
    if (contestant.as_str(), task.as_str()) == ("dom_smoothie", "answer") {
        return print_answer(&read(first));
    }
    let reads: Reads = match (contestant.as_str(), task.as_str()) {
        ("whowhen", "names") => |text| found(Input::Text(text), Find::All),
        ("whowhen", "dates") => |text| found(Input::Text(text), Find::Dates),
        ("whowhen", "articles") => |html| found(Input::Html(html), Find::Article),
        ("dom_smoothie", "articles") => article,
        _ => panic!("nobody is called {contestant} and does {task}"),
    };
    let mut out = std::io::stdout();
    let mut say = |line: String| writeln!(out, "{line}").and_then(|()| out.flush()).expect("somebody listens");
    say(format!("first {}", reads(&read(first))));
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("the input can be read");
        let mut words = line.split('\t');
        let enough: f64 = words.next().and_then(|word| word.parse().ok()).expect("seconds come first");
        let texts: Vec<String> = words.map(read).collect();
        let (mut passes, began) = (0, Instant::now());
        while passes == 0 || began.elapsed().as_secs_f64() < enough {
            for text in &texts {
                black_box(reads(text));
            }
            passes += 1;
        }
        say(format!("{passes}\t{}", began.elapsed().as_secs_f64()));
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(file).expect("the file can be read")
}

fn found(input: Input, find: Find) -> usize {
    let options = Options { published: "2014-01-03".parse().ok(), find, ..Options::default() };
    let analysis = analyze(input, &options).expect("it can be analysed");
    analysis.mentions.len() + analysis.dates.len() + analysis.article.blocks.len()
}

/// As its README has it. A page in which it finds nothing is an error of its, and counts as nothing.
fn article(html: &str) -> usize {
    let Ok(mut reader) = dom_smoothie::Readability::new(html, None, None) else { return 0 };
    reader.parse().map_or(0, |article| article.text_content.len())
}

fn print_answer(html: &str) {
    let Some(article) =
        dom_smoothie::Readability::new(html, None, None).ok().and_then(|mut reader| reader.parse().ok())
    else {
        return;
    };
    let facts = [Some(article.title), article.byline, article.published_time];
    for fact in facts.map(Option::unwrap_or_default) {
        println!("{}", fact.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    println!("{}", article.content);
}
