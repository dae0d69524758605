//! The plan against a storage that keeps sums in place of bytes.

use super::*;

const SIZE: u64 = 10;

/// A storage that keeps sums in place of bytes, and the source that it is sent.
struct Model {
    source: Vec<u64>,
    upload: Option<BTreeMap<u32, ListedPart>>,
    object: Option<Object>,
    sent: Vec<u32>,
    /// Whether its listings have checksums.
    lists_sums: bool,
}

impl Model {
    fn new(parts: u64) -> Self {
        Self { source: (1..=parts).collect(), upload: None, object: None, sent: Vec::new(), lists_sums: true }
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint { length: self.source.len() as u64 * SIZE - 3, modified: None }
    }

    fn plan(&self, checkpoint: &Checkpoint) -> Plan {
        Plan::new(checkpoint.clone(), self.fingerprint(), SIZE)
    }

    fn sum(&self, span: Span) -> u64 {
        self.source[span.number as usize - 1]
    }

    fn whole(&self) -> u64 {
        let length = self.fingerprint().length;
        let lengths = (0..self.source.len() as u64).map(|index| SIZE.min(length - index * SIZE));
        self.source.iter().zip(lengths).fold(0, |all, (sum, length)| combine(all, *sum, length))
    }

    fn object(&self, crc64: u64) -> Object {
        Object { length: Some(self.fingerprint().length), crc64: Some(crc64), ..Object::default() }
    }

    fn run(&mut self, step: &Step) -> Outcome {
        match step {
            Step::Put(_) => Outcome::Put { object: self.object(self.whole()), crc64: self.whole() },
            Step::Begin => {
                self.upload = Some(BTreeMap::new());
                Outcome::Begun("id".into())
            }
            Step::Find => Outcome::Found(self.object.clone()),
            Step::Check(span) => Outcome::Checked { number: span.number, crc64: self.sum(*span) },
            Step::List(after) => match &self.upload {
                Some(parts) => {
                    let page: Vec<_> = parts.range(after + 1..).take(2).map(|(_, part)| part.clone()).collect();
                    let next = page.last().map(|part| part.number);
                    Outcome::Listed { next: next.filter(|next| parts.range(next + 1..).next().is_some()), parts: page }
                }
                None => Outcome::Gone,
            },
            Step::Send(span) => self.send(*span),
            Step::Complete => match self.upload.take() {
                Some(_) => {
                    self.object = Some(self.object(self.whole()));
                    Outcome::Completed(self.object(self.whole()))
                }
                None => Outcome::Gone,
            },
        }
    }

    fn send(&mut self, span: Span) -> Outcome {
        let (number, crc64, etag) = (span.number, self.sum(span), format!("etag{}", self.sum(span)));
        let Some(parts) = &mut self.upload else { return Outcome::Gone };
        self.sent.push(number);
        let listed = self.lists_sums.then_some(crc64);
        parts.insert(number, ListedPart { number, size: span.length, etag: etag.clone(), crc64: listed });
        Outcome::Sent { number, part: StoredPart { etag, crc64 } }
    }
}

/// A process that uploads, with up to three steps under way.
struct Process {
    plan: Plan,
    under_way: Vec<Step>,
}

impl Process {
    fn new(plan: Plan) -> Self {
        Self { plan, under_way: Vec::new() }
    }

    /// Runs until the end, or for so many steps. The storage sees another one, whose outcome is lost if the process is.
    fn run(&mut self, model: &mut Model, mut lives: usize) -> Result<(), Stop> {
        loop {
            while self.under_way.len() < 3 {
                let Some(step) = self.plan.next() else { break };
                self.under_way.push(step);
            }
            // The newest first: parts arrive in any order.
            let Some(step) = self.under_way.pop() else { return Ok(()) };
            let outcome = model.run(&step);
            if lives == 0 {
                self.under_way.push(step);
                return Ok(());
            }
            lives -= 1;
            if outcome == Outcome::Gone {
                self.under_way.clear();
            }
            self.plan.take(outcome)?;
        }
    }
}

fn saved(checkpoint: &Checkpoint) -> Checkpoint {
    serde_json::from_str(&serde_json::to_string(checkpoint).unwrap()).unwrap()
}

#[test]
fn a_source_that_fits_goes_in_one_request() {
    for parts in [0, 1] {
        let mut model = Model::new(1);
        let source = Fingerprint { length: parts * SIZE, modified: None };
        let mut plan = Plan::new(Checkpoint::new("b", "k"), source, SIZE);
        assert_eq!(plan.next(), Some(Step::Put(Span { number: 1, offset: 0, length: parts * SIZE })));
        assert_eq!(plan.next(), None);
        plan.take(model.run(&Step::Put(Span { number: 1, offset: 0, length: SIZE }))).unwrap();
        assert!(plan.object().is_some() && plan.next().is_none());
    }
}

#[test]
fn an_upload_that_ends_at_any_moment_goes_on_and_no_stored_part_is_sent_again() {
    for lives in 0..20 {
        for (saves, lists_sums) in [(true, true), (false, true), (true, false)] {
            let mut model = Model { lists_sums, ..Model::new(7) };
            let checkpoint = Checkpoint::new("b", "k");
            let mut first = Process::new(model.plan(&checkpoint));
            first.run(&mut model, 1).unwrap();
            let early = saved(&checkpoint);
            first.run(&mut model, lives).unwrap();
            // What was saved may be older than what is stored.
            let checkpoint = if saves { saved(&checkpoint) } else { early };
            let sent_before = model.sent.len();
            let mut second = Process::new(model.plan(&checkpoint));
            second.run(&mut model, usize::MAX).unwrap();
            let whole = model.whole();
            assert_eq!(second.plan.object().map(|(object, sum)| (object.crc64, sum)), Some((Some(whole), whole)));
            assert_eq!((second.plan.stored_bytes(), second.plan.parts()), (67, 7));
            let (before, after) = model.sent.split_at(sent_before);
            // Without sums in a listing, parts whose reply was lost are not known.
            let again = after.iter().filter(|number| before.contains(number)).count();
            assert!(again == 0 || (again == 1 && !lists_sums), "{lives}: {:?}", model.sent);
        }
    }
}

#[test]
fn only_parts_of_the_right_size_and_sum_are_trusted() {
    let mut model = Model::new(5);
    let checkpoint = Checkpoint::new("b", "k");
    Process::new(model.plan(&checkpoint)).run(&mut model, 4).unwrap();
    let parts = model.upload.as_mut().unwrap();
    assert_eq!(parts.keys().copied().collect::<Vec<_>>(), [2, 3, 4, 5]);
    parts.get_mut(&2).unwrap().size -= 1;
    parts.get_mut(&3).unwrap().crc64 = Some(99);
    model.sent.clear();
    Process::new(model.plan(&saved(&checkpoint))).run(&mut model, usize::MAX).unwrap();
    model.sent.sort_unstable();
    assert_eq!(model.sent, [1, 2, 3], "one that was not there, a wrong size, a wrong sum");
}

#[test]
fn a_source_with_other_bytes_is_found_by_its_sums() {
    let mut model = Model::new(5);
    let checkpoint = Checkpoint::new("b", "k");
    Process::new(model.plan(&checkpoint)).run(&mut model, 3).unwrap();
    model.source[2] = 99;
    let mut second = Process::new(model.plan(&saved(&checkpoint)));
    assert_eq!(second.run(&mut model, usize::MAX), Err(Stop::Changed));
}

#[test]
fn an_upload_that_is_gone_starts_again_once() {
    let mut model = Model::new(5);
    let mut process = Process::new(model.plan(&Checkpoint::new("b", "k")));
    process.run(&mut model, 3).unwrap();
    model.upload = None;
    process.run(&mut model, 3).unwrap();
    assert!(model.upload.is_some() && process.plan.object().is_none());
    model.upload = None;
    assert_eq!(process.run(&mut model, usize::MAX), Err(Stop::Gone));
}

#[test]
fn a_completion_whose_reply_is_lost_is_found_by_the_object() {
    let mut model = Model::new(5);
    let mut process = Process::new(model.plan(&Checkpoint::new("b", "k")));
    // The storage completes it, and the process asks once more.
    process.run(&mut model, 6).unwrap();
    assert!(model.upload.is_none() && model.object.is_some() && process.plan.object().is_none());
    process.run(&mut model, usize::MAX).unwrap();
    assert!(process.plan.object().is_some());
    assert_eq!(model.sent.len(), 5);
}

#[test]
fn another_checksum_of_the_object_starts_it_again_once() {
    let mut model = Model::new(2);
    let mut plan = model.plan(&Checkpoint::new("b", "k"));
    let mut complete = |plan: &mut Plan, crc64| {
        while let Some(step) = plan.next() {
            let outcome = match step {
                Step::Complete => Outcome::Completed(model.object(crc64)),
                step => model.run(&step),
            };
            let is_end = matches!(outcome, Outcome::Completed(_));
            plan.take(outcome)?;
            if is_end {
                break;
            }
        }
        Ok(())
    };
    assert_eq!(complete(&mut plan, 1), Ok(()));
    assert!(plan.object().is_none());
    assert_eq!(complete(&mut plan, 1), Err(Stop::Checksum));
}

#[test]
fn another_object_under_the_key_is_not_taken_for_ours() {
    let mut model = Model::new(3);
    let checkpoint = Checkpoint::new("b", "k");
    Process::new(model.plan(&checkpoint)).run(&mut model, 3).unwrap();
    model.upload = None;
    model.object = Some(model.object(1));
    model.sent.clear();
    let mut second = Process::new(model.plan(&saved(&checkpoint)));
    second.run(&mut model, usize::MAX).unwrap();
    assert_eq!(second.plan.object().unwrap().0.crc64, Some(model.whole()));
    assert_eq!(model.sent.len(), 3);
}
