//! A hundred pages of generated text, looked at line by line: 避頭尾, lonely lines, headings left behind.

#[cfg(test)]
mod tests {
    use crate::block::{Block, ParagraphKind, Part, Run};
    use crate::flow;
    use crate::fonts::Fonts;
    use crate::layout::Setter;
    use crate::page::{Item, MEASURE};
    use std::collections::BTreeMap;

    const NEVER_FIRST: &str = "，。、；：！？」』）》〉】％,.;:!?)]…—";
    const NEVER_LAST: &str = "「『（《〈【([";

    /// Numbers that look like chance and are the same on every run.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, n: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % n
        }
    }

    fn sentence(dice: &mut Dice) -> String {
        const PHRASES: [&str; 14] = [
            "本計畫以「在地連結、人才培育」為核心精神",
            "盤點沿海鄉鎮共 12 個部落之高齡照護需求",
            "於 2025 年 3 月至 6 月間完成 286 份問卷（回收率 91.4%）",
            "其中約六成每週外出次數少於 2 次",
            "對 USR 計畫所提供之「行動長照站」（Mobile Care Station）接受度高達 4.2/5.0",
            "依本校《教師多元升等辦法》第 7 條辦理",
            "與長照 2.0 之巷弄長照站（C 據點）銜接——服務不中斷、資料不重複",
            "其細節見執行策略……並逐年檢討",
            "居民問：「下次什麼時候來？」",
            "經費以新臺幣 1,234,567 元為度",
            "共備課程、共聘師資、共享場域",
            "修課學生須完成《研究倫理》（含線上課程）六小時",
            "「一鄉一站」、「一生一課」及「一師一場域」",
            "聯絡信箱為 usr@example.edu.tw",
        ];
        let count = 1 + dice.below(5);
        let phrases: Vec<&str> = (0..count).map(|_| PHRASES[dice.below(PHRASES.len())]).collect();
        phrases.join(["，", "；", "、"][dice.below(3)]) + ["。", "！", "？", "。」"][dice.below(4)]
    }

    #[test]
    fn a_hundred_pages_have_no_line_that_begins_or_ends_wrong_and_none_left_alone() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/");
        let fonts = Fonts::find(&|name| std::fs::read(format!("{folder}{name}")).ok()).unwrap();
        let mut dice = Dice(114);
        let mut blocks = Vec::new();
        for i in 0..760 {
            if i % 7 == 0 {
                blocks.push(Block::Heading {
                    level: 2 + u8::try_from(dice.below(3)).unwrap(),
                    number: None,
                    runs: vec![Run::bold(format!("（{i}）場域經營與人才培育"))],
                    anchor: None,
                });
            }
            let text: String = (0..1 + dice.below(6)).map(|_| sentence(&mut dice)).collect();
            blocks.push(Block::Paragraph {
                runs: vec![Run::plain(text)],
                kind: ParagraphKind::Body,
            });
        }
        let mut setter = Setter::new(&fonts);
        setter.part(&Part {
            running_head: None,
            blocks,
        });
        let paged = flow::paginate(setter.column(), 0);
        assert!(paged.pages.len() >= 100, "only {} pages", paged.pages.len());
        let (mut wrong, mut lonely, mut left_behind, mut lines) = (Vec::new(), 0, 0, 0);
        let mut of_paragraph: BTreeMap<u32, Vec<(usize, String, f32)>> = BTreeMap::new();
        for (number, (page, _)) in paged.pages.iter().enumerate() {
            let mut last = None;
            for item in &page.items {
                let Item::Text { words, tag, .. } = item else {
                    continue;
                };
                let text: String = words
                    .iter()
                    .flat_map(|w| w.word.glyphs.iter().map(|g| g.text.as_str()))
                    .collect();
                let end = words.last().map_or(0.0, |w| w.x);
                of_paragraph
                    .entry(tag.unwrap())
                    .or_default()
                    .push((number, text, end));
                last = *tag;
            }
            let role = setter.tags.elements[last.unwrap() as usize].role;
            left_behind += usize::from(role.starts_with('H'));
        }
        for (tag, set) in &of_paragraph {
            if setter.tags.elements[*tag as usize].role != "P" {
                continue;
            }
            for (i, (page, text, _)) in set.iter().enumerate() {
                lines += 1;
                let (first, end) = (text.chars().next().unwrap(), text.chars().last().unwrap());
                if i > 0 && NEVER_FIRST.contains(first) || i + 1 < set.len() && NEVER_LAST.contains(end) {
                    wrong.push(format!("page {}: {text}", page + 1));
                }
            }
            for page in set.iter().map(|(page, _, _)| *page) {
                let here = set.iter().filter(|(p, _, _)| *p == page).count();
                lonely += usize::from(here == 1 && set.len() > 1);
            }
        }
        assert!(lines > 3000, "only {lines} lines");
        assert_eq!(wrong, Vec::<String>::new());
        assert_eq!(
            (lonely, left_behind),
            (0, 0),
            "widows and orphans, headings at the foot of a page"
        );
        assert!(
            of_paragraph
                .values()
                .flatten()
                .all(|(_, _, end)| *end < crate::page::LEFT + MEASURE + 0.6)
        );
    }
}
